extension Content {
    package static func inspect(_ message: Message) -> Content { Content() }
}
