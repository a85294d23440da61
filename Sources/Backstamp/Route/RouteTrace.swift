package import Geography

extension Route {
    package static func trace(_ message: Message, trusted: [String], locations: (any LocationDatabase)?) -> Route {
        Route()
    }
}
