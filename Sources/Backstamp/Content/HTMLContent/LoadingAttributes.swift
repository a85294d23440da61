/// Which attributes make a client fetch something, and what to call it: one row per construct. Standards: HTML (WHATWG),
/// SVG 2, VML (Microsoft Office), and what browsers of the nineties invented and mail clients kept.
import HTML

enum LoadingAttributes {
    enum Reading: Sendable {
        case url
        /// `url 2x, url 100w` (HTML §4.8.4.2.1).
        case sourceSet
        /// URLs with spaces between: `ping`.
        case spaces
        /// URLs with commas between: `archive`.
        case commas
    }

    struct Row: Sendable {
        let attribute: AttributeName
        let kind: String
        let reading: Reading
        /// It shows a picture, whose size says something.
        let isImage: Bool

        init(_ attribute: AttributeName, kind: String, _ reading: Reading) {
            (self.attribute, self.kind, self.reading) = (attribute, kind, reading)
            isImage = kind == "img" || kind == "img-lowsrc" || kind == "svg-image"
        }
    }

    /// The rows of an element. `background` counts on any and is not among them.
    static func rows(_ element: ElementName) -> [Row] { table[Int(element.rawValue)] }

    /// By element, the attributes without which it loads nothing, each a bit. Pictures are counted whatever they have.
    static let masks: [UInt64] = ElementName.allCases.map { element in
        switch element {
        case .img, .image: return .max
        default:
            let always = AttributeName.background.bit | presentation | (element == .input ? AttributeName.type.bit : 0)
            return rows(element).reduce(always) { $0 | $1.attribute.bit }
        }
    }

    /// Properties of CSS that are attributes of any element of SVG (SVG 2 §6.6), with `url()` in them as in a declaration.
    static let presented: [AttributeName] = [
        .clipPath, .cursor, .fill, .filter, .markerEnd, .markerMid, .markerStart, .mask, .stroke,
    ]
    static let presentation = presented.reduce(0) { $0 | $1.bit }

    private static let table: [[Row]] = {
        let elements = Dictionary(uniqueKeysWithValues: ElementName.allCases.map { ($0.text, $0) })
        let attributes = Dictionary(uniqueKeysWithValues: AttributeName.allCases.map { ($0.text, $0) })
        var table = [[Row]](repeating: [], count: ElementName.allCases.count)
        for line in text.pieces(between: { $0 == 0x0A }) {
            let fields = String(line).words
            guard fields.count >= 3, let attribute = attributes[String(fields[1])] else { continue }
            let reading: Reading =
                switch fields.count > 3 ? fields[3] : "" {
                case "set": .sourceSet
                case "spaces": .spaces
                case "commas": .commas
                default: .url
                }
            for element in String(fields[0]).pieces(between: { $0 == 0x2C }) {
                guard let element = elements[String(element)] else { continue }
                table[Int(element.rawValue)].append(Row(attribute, kind: String(fields[2]), reading))
            }
        }
        return table
    }()

    /// Element, attribute, kind, reading.
    private static let text = """
        img,image src img
        img srcset img-srcset set
        img lowsrc img-lowsrc
        img dynsrc img-dynsrc
        img longdesc img-longdesc
        source src source
        source srcset source-srcset set
        video src video
        video poster video-poster
        audio src audio
        track src track
        embed src embed
        embed pluginspage embed
        embed code embed
        object data object
        object codebase object-codebase
        object classid object-classid
        object archive object-archive spaces
        applet codebase applet-codebase
        applet archive applet-archive commas
        applet code applet
        applet object applet
        param value param
        iframe src iframe
        frame src frame
        layer,ilayer src layer
        portal,fencedframe src frame
        script src script
        script href script
        script xlink:href script
        bgsound src bgsound
        base href base
        html manifest manifest
        xml src xml
        menuitem,command icon icon
        input lowsrc input-image
        input dynsrc input-image
        a,area ping ping spaces
        amp-img,amp-anim src img
        amp-img,amp-anim srcset img-srcset set
        amp-list src amp-list
        v:fill src vml-fill
        v:fill althref vml-fill
        v:fill o:href vml-fill
        v:imagedata src vml-imagedata
        v:imagedata o:href vml-imagedata
        v:image src vml-image
        v:background src vml-background
        v:stroke src vml-stroke
        v:stroke althref vml-stroke
        v:rect,v:roundrect,v:shape,v:oval src vml-shape
        image href svg-image
        image xlink:href svg-image
        use href svg-use
        use xlink:href svg-use
        feimage href svg-feimage
        feimage xlink:href svg-feimage
        cursor,filter,tref,textpath,mpath,pattern,lineargradient,radialgradient,animate,animatemotion,set xlink:href svg-reference
        pattern,lineargradient,radialgradient,textpath,mpath href svg-reference
        font-face-uri xlink:href svg-font
        font-face-uri href svg-font
        color-profile xlink:href svg-color-profile
        foreignobject xlink:href svg-foreignobject
        mglyph src mathml-glyph
        """
}
