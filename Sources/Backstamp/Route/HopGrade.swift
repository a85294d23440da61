/// Which hops have a grade of transport at all; `TransportGrading` says which.

extension Hop {
    package mutating func gradeTransport() { change { $0.gradeTransport() } }
}

extension Hop.Facts {
    /// Grades the transport by what the field says. A hop within a host or a private network has no grade where no TLS
    /// is told: nothing crossed a public network.
    package mutating func gradeTransport() {
        guard let used = tls.used else { return }
        if !used {
            guard let ip = from.ip, AddressScope(ip) == .public else { return }
        }
        guard let judged = TransportGrading.grade(tls) else { return }
        tls.grade = judged.grade
        tls.reason = judged.reason
    }
}
