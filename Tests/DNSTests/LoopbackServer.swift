import Foundation
import Synchronization

/// A name server on loopback for one test: it gives the packets it was told to and counts the questions.
final class LoopbackServer: Sendable {
    struct Reply: Sendable {
        /// 0 no error, 2 server failure, 3 no such name.
        var rcode: UInt8 = 0
        /// Type and record data in wire format.
        var records: [(type: UInt16, data: [UInt8])] = []
        var isSilent = false
        /// What is done to the packet before it is sent.
        var lie: (@Sendable ([UInt8]) -> [UInt8])?
    }

    let port: UInt16
    private let descriptor: Int32
    private let replies: [String: Reply]
    private let count = Mutex(0)
    private let held: Int
    private let names = Mutex<Set<String>>([])

    var questions: Int { count.withLock { $0 } }

    /// - Parameters:
    ///   - replies: by name in lower case with its type, `example.org 16`; anything else does not exist.
    ///   - held: nothing is answered before so many different questions have come.
    init?(_ replies: [String: Reply], heldUntil held: Int = 0) {
        self.replies = replies
        self.held = held
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard isBound else { return nil }
        Thread.detachNewThread { [self] in serve() }
    }

    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func serve() {
        var waiting: [(reply: [UInt8], peer: sockaddr_in)] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var peer = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let size = withUnsafeMutablePointer(to: &peer) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &buffer, buffer.count, 0, $0, &length)
                }
            }
            guard size > 0 else { break }
            guard let reply = answer(Array(buffer[..<size])) else { continue }
            waiting.append((reply, peer))
            guard names.withLock({ $0.count }) >= held else { continue }
            for (reply, var peer) in waiting {
                _ = withUnsafeMutablePointer(to: &peer) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        sendto(descriptor, reply, reply.count, 0, $0, length)
                    }
                }
            }
            waiting = []
        }
        close(descriptor)
    }

    private func answer(_ query: [UInt8]) -> [UInt8]? {
        guard query.count > 16 else { return nil }
        var labels: [String] = []
        var index = 12
        while index < query.count, query[index] != 0 {
            let end = min(index + 1 + Int(query[index]), query.count)
            labels.append(String(decoding: query[(index + 1)..<end], as: UTF8.self).lowercased())
            index = end
        }
        guard index + 5 <= query.count else { return nil }
        let type = UInt16(query[index + 1]) << 8 | UInt16(query[index + 2])
        count.withLock { $0 += 1 }
        names.withLock { _ = $0.insert("\(labels) \(type)") }
        let reply = replies["\(labels.joined(separator: ".")) \(type)"] ?? Reply(rcode: 3)
        if reply.isSilent { return nil }
        var packet = Array(query[..<2]) + [0x81, 0x80 | reply.rcode, 0, 1, 0, UInt8(reply.records.count), 0, 0, 0, 0]
        packet += query[12..<(index + 5)]
        for record in reply.records {
            packet += [0xC0, 12, UInt8(record.type >> 8), UInt8(record.type & 255), 0, 1, 0, 0, 0, 60]
            packet += [UInt8(record.data.count >> 8), UInt8(record.data.count & 255)] + record.data
        }
        return reply.lie?(packet) ?? packet
    }
}
