package import Geography

extension Route {
    package static func jurisdictions(
        _ message: Message, _ route: Route, _ content: Content, locations: (any LocationDatabase)?
    ) -> [Jurisdiction] {
        []
    }
}
