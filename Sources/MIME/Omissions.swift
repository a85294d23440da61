/// What was left out of the octets that GMime was given, and where an offset into its copy stands in the original.
struct Omissions {
    /// In their order; none is empty, and none touches another.
    let ranges: [Range<Int>]
    /// Where in the copy each was cut out.
    private let cuts: [Int]
    /// How much was left out up to each, itself included.
    private let sums: [Int]

    static let none = Omissions([])

    init(_ ranges: [Range<Int>]) {
        self.ranges = ranges
        var cuts: [Int] = []
        var sums: [Int] = []
        var sum = 0
        for range in ranges {
            cuts.append(range.lowerBound - sum)
            sum += range.count
            sums.append(sum)
        }
        self.cuts = cuts
        self.sums = sums
    }

    var count: Int { sums.last ?? 0 }

    /// Where an octet that was not left out stands in the copy.
    func copied(_ offset: Int) -> Int {
        ranges.reduce(offset) { $1.upperBound <= offset ? $0 - $1.count : $0 }
    }

    func original(_ offset: Int) -> Int {
        // The last cut at or before it.
        var low = 0
        var high = cuts.count
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? offset : offset + sums[low - 1]
    }
}
