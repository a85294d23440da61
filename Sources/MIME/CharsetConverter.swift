import CGMime
import Synchronization

/// A converter of iconv's to UTF-8. To open one loads a module of the C library, and to close it unloads that, which costs
/// more than most texts do; so a few stay open.
///
/// `@unchecked Sendable`: whoever has taken one out is the only one to have it.
final class CharsetConverter: @unchecked Sendable {
    private static let limit = 16
    private static let idle = Mutex<[String: CharsetConverter]>([:])

    /// Those of mail, which remember nothing but a shift state; that of UTF-16 does not forget the byte order of a text.
    private static let families = ["iso-8859-", "windows-", "koi8-", "gb18030", "big5-hkscs", "cp949", "cp932", "euc-jp", "iso-2022-jp"]

    let handle: GIConv

    private init?(from name: String) {
        guard let handle = g_iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else { return nil }
        self.handle = handle
    }

    deinit { g_iconv_close(handle) }

    /// nil where iconv does not know the charset.
    static func take(_ name: String) -> CharsetConverter? {
        idle.withLock { $0.removeValue(forKey: name) } ?? CharsetConverter(from: name)
    }

    /// - Parameter name: by which it was taken.
    func giveBack(as name: String) {
        guard Self.families.contains(where: { name.hasPrefix($0) }) else { return }
        // Whoever takes it next begins in the first shift state.
        _ = g_iconv(handle, nil, nil, nil, nil)
        Self.idle.withLock { idle in
            if idle.count >= Self.limit { idle.removeAll() }
            idle[name] = self
        }
    }
}
