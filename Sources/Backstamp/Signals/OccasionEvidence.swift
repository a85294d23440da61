import ARC
import DKIM
import MIME
import SPF

/// For which signals there is occasion: one look at each part of the evidence, in place of one by each signal.
extension Evidence {
    /// What there is in this message.
    var occasion: Occasion {
        [occasionOfHeader, occasionOfLetters, occasionOfWay, occasionOfVouching, occasionOfParts, occasionOfContent]
    }

    private var occasionOfHeader: Occasion {
        var shown: Occasion = []
        shown.insert(.severalAuthors, if: message.parsed.from.count > 1)
        shown.insert(.sender, if: message.parsed.sender != nil)
        shown.insert(.replyTo, if: !message.parsed.replyTo.isEmpty)
        shown.insert(.freeMail, if: facts.author?.isFreeMail ?? false)
        shown.insert(.government, if: isAuthorGovernment)
        shown.insert(.lookalikes, if: !content.lookalikes.isEmpty)
        shown.insert(.anomalies, if: !message.anomalies.isEmpty)
        shown.insert(.departures, if: !departures.isEmpty)
        shown.insert(.mailer, if: header.holds("x-mailer"))
        shown.insert(.listID, if: header.holds("list-id"))
        shown.insert(.listUnsubscribe, if: header.holds("list-unsubscribe"))
        shown.insert(.precedence, if: header.holds("precedence"))
        shown.insert(.inReplyTo, if: header.holds("in-reply-to"))
        shown.insert(.subscription, if: content.subscription != nil)
        shown.insert(.outlookID, if: facts.messageIDField?.left.utf8.count == MessageIDShape.outlookLength)
        shown.insert(.unusualDate, if: header.first("date").map { !DateShape.isUsual(header.body($0)) } ?? false)
        return shown
    }

    private var occasionOfLetters: Occasion {
        var shown: Occasion = []
        let subject = message.parsed.subject.map { Letters($0) } ?? []
        let name = message.parsed.from.isEmpty ? [] : message.parsed.from[0].name.map { Letters($0) } ?? []
        shown.insert(.subjectWithoutSmallLetters, if: !subject.contains(.small))
        shown.insert(.blankSubject, if: !subject.contains(.visible))
        shown.insert(.subjectWithAt, if: subject.contains(.at))
        shown.insert(.subjectWithDigit, if: subject.contains(.digit))
        shown.insert(.subjectWithUnderscore, if: subject.contains(.underscore))
        shown.insert(.subjectWithMark, if: subject.contains(.mark))
        shown.insert(.nameWithAt, if: name.contains(.at))
        shown.insert(.nameWithSign, if: name.contains(.sign))
        shown.insert(.nameBeyondASCII, if: name.contains(.beyondASCII))
        let either = subject.union(name)
        shown.insert(.hash, if: either.contains(.hash))
        shown.insert(.beyondASCII, if: either.contains(.beyondASCII))
        shown.insert(.doubtfulLetter, if: either.contains(.doubtful))
        return shown
    }

    private var occasionOfWay: Occasion {
        var shown: Occasion = []
        let hops = route.hops.span
        for index in hops.indices {
            shown.insert(.backwardTime, if: (hops[index].delaySeconds ?? 0) < -900)
            shown.insert(.delay, if: (hops[index].delaySeconds ?? 0) > 4 * 3600)
            shown.insert(.oddHop, if: !hops[index].oddities.isEmpty || hops[index].date?.isExact == false)
            shown.insert(.webHop, if: hops[index].with.map { $0.utf8.span.matches("http".utf8.span, at: 0) } ?? false)
            shown.insert(.worstTransport, if: hops[index].tls.grade == .f)
            if hops[index].tls.used == true, hops[index].tls.grade != .a, hops[index].tls.grade != .aPlus { shown.insert(.lesserTransport) }
            shown.insert(.oldProtocol, if: hops[index].tls.version.map { $0 != "TLSv1.3" && $0 != "TLSv1.2" } ?? false)
        }
        return shown
    }

    private var occasionOfVouching: Occasion {
        var shown: Occasion = []
        shown.insert(.unvouched, if: !isAuthorVerified)
        shown.insert(.recorded, if: !authentication.recorded.isEmpty)
        shown.insert(.dmarcPass, if: authentication.dmarc.result == .pass)
        shown.insert(.dmarcFail, if: authentication.dmarc.result == .fail)
        switch authentication.spfMailFrom?.result {
        case .pass: shown.insert(.spfPass)
        case .fail: shown.insert(.spfFail)
        case .softfail: shown.insert(.spfSoftfail)
        case .permerror: shown.insert(.spfPermerror)
        default: break
        }
        shown.insert(.heloFail, if: authentication.spfHelo?.result == .fail)
        let signatures = authentication.dkim.span
        for index in signatures.indices {
            switch signatures[index].result {
            case .pass: shown.insert(.dkimPass)
            case .fail: shown.insert(.dkimFail)
            case .permerror: shown.insert(.dkimPermerror)
            case .policy: shown.insert(.dkimPolicy)
            default: break
            }
        }
        shown.insert(.arc, if: authentication.arc.result != .none)
        return shown
    }

    private var occasionOfParts: Occasion {
        var shown: Occasion = []
        var isPlainShown = false
        var isHTMLShown = false
        let list = message.parsed.parts
        let parts = list.span
        for index in parts.indices {
            let type = parts[index].contentType
            shown.insert(.namedPart, if: parts[index].filename != nil)
            if type == "text/html" {
                shown.insert(.htmlPart)
                if parts[index].disposition != "attachment" { isHTMLShown = true }
            } else if type == "text/plain" {
                if parts[index].disposition != "attachment" { isPlainShown = true }
            } else {
                shown.insert(.signaturePart, if: type.utf8.span.matches("application/".utf8.span, at: 0))
            }
        }
        shown.insert(.htmlOnly, if: isHTMLShown && !isPlainShown)
        return shown
    }

    private var occasionOfContent: Occasion {
        var shown = Occasion.links(facts.linkTraits)
        shown.insert(.images, if: content.imageCount > 0)
        shown.insert(.loads, if: !content.remoteLoads.isEmpty)
        shown.insert(.beacons, if: !content.beacons.isEmpty)
        // Forms lead somewhere as links do, and some signals are about both.
        if !content.forms.isEmpty { shown.formUnion([.forms, .links(.isAddress), .links(.isClear)]) }
        shown.insert(.receipts, if: !content.receipts.isEmpty)
        shown.insert(.hiddenText, if: !content.hiddenText.isEmpty || content.hiddenTextLength > 0)
        shown.insert(.invisibleSigns, if: !content.invisibleSigns.isEmpty)
        shown.insert(.limits, if: !content.limits.isEmpty)
        shown.insert(.links, if: !content.links.isEmpty)
        for group in PhraseGroup.allCases { shown.insert(.phrases(group), if: wording.holds(group, atLeast: 2)) }
        return shown
    }
}
