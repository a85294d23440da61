/// Names of elements and attributes as small numbers: those that something here depends on, of HTML, SVG, MathML, VML
/// and what mail clients kept. Any other name is `other` and stands in the input.

@usableFromInline package enum ElementName: UInt8, Sendable, CaseIterable {
    case other
    case
        a, abbr, acronym, address, ampAnim, ampImg, ampList, animate, animatemotion, annotationXml, applet, area,
        article, aside, audio, b, base, basefont, bgsound, big, blockquote, body, br, button, canvas, caption,
        center, code, col, colorProfile, command, cursor, datalist, dd, desc, details, dialog, dir, div, dl, dt, em,
        embed, feimage, fencedframe, fieldset, figcaption, figure, filter, font, fontFaceUri, footer, foreignobject,
        form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, ilayer, image, img,
        input, keygen, layer, legend, li, lineargradient, link, listing, main, map, marquee, math, menu, menuitem,
        meta, mglyph, mi, mn, mo, mpath, ms, mtext, nav, nobr, noembed, noframes, object, ol, optgroup, option, p,
        param, pattern, picture, plaintext, portal, pre, radialgradient, rp, rt, ruby, s, script, search, section,
        select, set, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template,
        textarea, textpath, tfoot, th, thead, title, tr, track, tref, tt, u, ul, use, vArc, vBackground, vCurve, vFill, vGroup,
        vImage, vImagedata, vLine, vOval, vPolyline, vRect, vRoundrect, vShape, vStroke, `var`, video, wbr, xml, xmp

    /// In lower case; empty for `other`.
    package var text: String { Self.texts[Int(rawValue)] }

    static let texts: [String] = [""] + names.split(whereSeparator: \.isWhitespace).map(String.init)
    static let byOctets = NameTable(texts, allCases, other: .other)

    /// In the order of the cases.
    private static let names = """
        a abbr acronym address amp-anim amp-img amp-list animate animatemotion annotation-xml applet area article
        aside audio b base basefont bgsound big blockquote body br button canvas caption center code col
        color-profile command cursor datalist dd desc details dialog dir div dl dt em embed feimage fencedframe
        fieldset figcaption figure filter font font-face-uri footer foreignobject form frame frameset h1 h2 h3 h4 h5
        h6 head header hgroup hr html i iframe ilayer image img input keygen layer legend li lineargradient link
        listing main map marquee math menu menuitem meta mglyph mi mn mo mpath ms mtext nav nobr noembed noframes
        object ol optgroup option p param pattern picture plaintext portal pre radialgradient rp rt ruby s script
        search section select set small source span strike strong style sub summary sup svg table tbody td template
        textarea textpath tfoot th thead title tr track tref tt u ul use v:arc v:background v:curve v:fill v:group v:image
        v:imagedata v:line v:oval v:polyline v:rect v:roundrect v:shape v:stroke var video wbr xml xmp
        """
}

@usableFromInline package enum AttributeName: UInt8, Sendable, CaseIterable {
    case other
    case
        action, align, alt, althref, archive, background, bgcolor, border, cellpadding, cellspacing, `class`,
        classid, clipPath, code, codebase, color, content, cursor, data, dynsrc, face, fill, filter, form, formaction,
        formmethod, hidden, height, href, httpEquiv, icon, id, imagesrcset, longdesc, lowsrc, manifest, markerEnd,
        markerMid, markerStart, mask, method, name, oHref, object, ping, pluginspage, poster, rel, size, src, srcdoc,
        srcset, stroke, style, target, text, title, type, valign, value, width, xlinkHref

    /// In lower case; empty for `other`.
    package var text: String { Self.texts[Int(rawValue)] }

    static let texts: [String] = [""] + names.split(whereSeparator: \.isWhitespace).map(String.init)
    static let byOctets = NameTable(texts, allCases, other: .other)

    /// In the order of the cases.
    private static let names = """
        action align alt althref archive background bgcolor border cellpadding cellspacing class classid clip-path code
        codebase color content cursor data dynsrc face fill filter form formaction formmethod hidden height href
        http-equiv icon id imagesrcset longdesc lowsrc manifest marker-end marker-mid marker-start mask method name
        o:href object ping pluginspage poster rel size src srcdoc srcset stroke style target text title type valign value width xlink:href
        """

    /// Its bit in a set of names: there are less than 64.
    @inlinable @inline(__always) package var bit: UInt64 { 1 &<< UInt64(rawValue) }
}

/// Finds a name by its octets, packed in two words.
struct NameTable<Name: Sendable>: Sendable {
    private struct Slot: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// 0 where the slot is free.
        var count = 0
        var name: Name
    }

    /// Filled to a third, so that most searches end at the first slot.
    private let slots: [Slot]
    private let other: Name

    init(_ texts: [String], _ names: [Name], other: Name) {
        var slots = [Slot](repeating: Slot(name: other), count: Self.count)
        for (text, name) in zip(texts, names) where !text.isEmpty {
            var packed = PackedName()
            for byte in text.utf8 { packed.append(byte) }
            var slot = Self.slot(packed.low, packed.high)
            while slots[slot].count != 0 { slot = (slot + 1) % Self.count }
            slots[slot] = Slot(low: packed.low, high: packed.high, count: packed.count, name: name)
        }
        self.slots = slots
        self.other = other
    }

    @inline(__always) subscript(name: PackedName) -> Name {
        let slots = slots.span
        var slot = Self.slot(name.low, name.high)
        while slots[slot].count != 0 {
            // U+0000 adds nothing but to the count.
            if slots[slot].low == name.low, slots[slot].high == name.high, slots[slot].count == name.count {
                return slots[slot].name
            }
            slot = (slot &+ 1) & (Self.count &- 1)
        }
        return other
    }

    private static var count: Int { 512 }

    @inline(__always) private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
        let hash = (low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: hash &>> 55)
    }
}

/// What a tokenizer looks up for each tag, kept with it: a global is asked each time whether it is there.
struct NameTables: Sendable {
    let elements = ElementName.byOctets
    let attributes = AttributeName.byOctets
    private let traits = ElementTraits.byName

    @inline(__always) func traits(of element: ElementName) -> ElementTraits { traits[Int(element.rawValue)] }
}

/// The last 16 octets of a name, in lower case; no name of a table is longer.
struct PackedName {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var count = 0

    init() {}

    /// A name of 16 octets at the most, of which the last eight are the low ones.
    @inline(__always) init(low: UInt64, high: UInt64 = 0, count: Int) {
        self.low = low
        self.high = high
        self.count = count
    }

    @inline(__always) mutating func append(_ byte: UInt8) {
        high = high &<< 8 | low &>> 56
        low = low &<< 8 | UInt64(byte)
        count &+= 1
    }

    /// One of 64 bits: names with different bits are different.
    var bit: UInt64 { 1 &<< ((low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15 &>> 58) }
}
