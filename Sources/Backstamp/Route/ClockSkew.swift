/// Skew told apart from delay. A message cannot arrive before it was sent: where the dates of two hops run backwards, one
/// of the clocks is wrong. Which one, and by how much, the neighbours tell; what is left is time that the message lay.
///
/// The longest run of hops whose dates time allows is believed, the topmost hop always, since the receiver wrote it, and
/// a field of the receiver's before any number of those below the boundary, which a sender can make up; each other clock
/// is set to the nearest moment that its neighbours allow. What a uniform skew hides nobody can tell.

import MIME

package enum ClockSkew {
    /// Clocks of servers differ by seconds; this is within what nobody sets right.
    static let tolerance = 60

    /// How far a hop's clock is off, and how long the message lay before it (`Hop.Facts`).
    struct Times {
        var skew: Int?
        var held: Int?
    }

    /// - Parameters:
    ///   - hops: origin first.
    ///   - boundary: the first that the receiver vouches for.
    /// - Returns: as many as there are hops.
    static func times(of hops: [Hop], trustedFrom boundary: Int) -> [Times] {
        var times = [Times](repeating: Times(), count: hops.count)
        var dated: [Int] = []
        var stated: [Int] = []
        for index in hops.indices {
            guard let date = hops[index].date, date.isExact else { continue }
            dated.append(index)
            stated.append(date.seconds)
        }
        guard dated.count > 1 else { return times }
        let right = corrected(stated, isTrusted: dated.map { $0 >= boundary })
        for (position, index) in dated.enumerated() {
            let skew = stated[position] - right[position]
            if abs(skew) > tolerance { times[index].skew = skew }
            if position > 0, index == dated[position - 1] + 1 {
                times[index].held = max(0, right[position] - right[position - 1])
            }
        }
        return times
    }

    /// The dates, moved as little as makes them never run backwards. Quadratic in the hops, of which there are at most
    /// `Route.hopLimit`.
    package static func corrected(_ stated: [Int], isTrusted: [Bool]) -> [Int] {
        guard let top = stated.last, isTrusted.count == stated.count else { return stated }
        // The common case first: nothing runs backwards.
        if zip(stated, stated.dropFirst()).allSatisfy({ $0 <= $1 }) { return stated }
        let weight = isTrusted.map { $0 ? Route.hopLimit : 1 }
        // Weight of the best run that ends at each.
        var best = weight
        var previous = [Int](repeating: -1, count: stated.count)
        for here in stated.indices {
            for before in 0..<here where stated[before] <= stated[here] && best[before] + weight[here] >= best[here] {
                best[here] = best[before] + weight[here]
                previous[here] = before
            }
        }
        var isKept = [Bool](repeating: false, count: stated.count)
        var position = stated.count - 1
        while position >= 0 {
            isKept[position] = true
            position = previous[position]
        }
        var right = stated
        // Backwards first: a clock that ran ahead is set to the hop above it. Then what ran behind, to the hop below.
        var ceiling = top
        for index in stated.indices.reversed() {
            if isKept[index] { ceiling = stated[index] } else { right[index] = min(right[index], ceiling) }
        }
        var floor = right[0]
        for index in stated.indices {
            right[index] = max(right[index], floor)
            floor = right[index]
        }
        return right
    }
}
