import BackstampArchive
import BackstampStore
import Glibc

/// The files that `drift` writes beside its report: a baseline, a picture. They may replace those of an earlier run, and
/// nothing else.
enum DriftOutput {
    /// - Parameter opening: what all files of this kind begin with.
    static func refuse(_ path: String, unlessIt opening: String, option: String) throws {
        guard isFile(path), let first = first(of: path), !opening.utf8.elementsEqual([first]) else { return }
        throw Exit.failure(.usage, "\(option) \(path): what is there is none of an earlier run and is not replaced; give another name.")
    }

    /// A file is written whole or not at all: a full disk must not cost the one that was there.
    static func write(_ octets: [UInt8], to path: String, option: String) throws {
        if unsafe isFile(path) || access(path, F_OK) != 0 {
            do { try OutputFile.replace(OutputPath.linkedFile(path) ?? path, with: octets) } catch {
                throw Exit.failure(.inputOutput, "\(option) \(error.reason)")
            }
            return
        }
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Exit.failure(.inputOutput, "\(option) \(path): \(Console.systemError())") }
        defer { close(descriptor) }
        guard Console.write(octets, to: descriptor) else {
            throw Exit.failure(.inputOutput, "\(option) \(path): \(Console.systemError())")
        }
    }

    private static func isFile(_ path: String) -> Bool {
        var info = stat()
        return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
    }

    /// nil of an empty file, and of one that cannot be read.
    private static func first(of path: String) -> UInt8? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var octet: UInt8 = 0
        return unsafe read(descriptor, &octet, 1) == 1 ? octet : nil
    }
}
