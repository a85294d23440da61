/// A value of many parts in one piece: who hands it on takes one reference, and not one for each part.
final class Held<Value: Sendable>: Sendable {
    let value: Value
    init(_ value: consuming Value) { self.value = value }
}
