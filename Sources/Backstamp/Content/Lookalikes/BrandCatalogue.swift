/// Well-known domains that mails of fraud imitate, and other domains of the same owners, which are therefore no
/// imitations.
///
/// One brand per line: the domain first, then what else its owner runs; a line that starts with `+` goes on. `~` before
/// a domain says that its label is an everyday word (`orange`, `target`), or a name that many firms share: such a brand
/// is only recognised beside a word like `login`. Facts of public knowledge, gathered by hand.
import Domains

package enum BrandCatalogue {
    struct Brand: Sendable {
        let domain: String
        var owned: [String]
        let isEverydayWord: Bool
    }

    static let brands: [Brand] = records.pieces(between: { $0 == 0x0A }).reduce(into: []) { brands, line in
        let fields = String(line).words
        guard let first = fields.first, first != "#" else { return }
        if first == "+", let last = brands.indices.last {
            brands[last].owned += fields.dropFirst().map(String.init)
            return
        }
        let isWord = first.hasPrefix("~")
        brands.append(
            Brand(
                domain: String(isWord ? first.dropFirst() : first), owned: fields.dropFirst().map(String.init),
                isEverydayWord: isWord))
    }

    /// - Parameter domain: a name or a suffix, lower case.
    static func isGovernment(_ domain: String) -> Bool {
        government.value(for: domain) { domain in
            governmentSuffixes.contains { domain.isAtOrBelow($0) }
        }
    }

    private static let government = BoundedCache<Bool>()

    /// Suffixes under which only governments and their agencies register.
    static let governmentSuffixes: [String] = governments.words.map(String.init)

    /// Those of two labels and more.
    static let governmentSuffixesByFirstLabel: [Substring: [[Substring]]] = Dictionary(
        grouping: governmentSuffixes.map { $0.split(separator: ".") }.filter { $0.count > 1 }, by: { $0[0] })

    /// The keys of these.
    static let governmentFirstLabels = WordSet(governmentSuffixesByFirstLabel.keys.map(String.init))

    private static let records = #"""
        # Mail, search, software
        google.com googlehosted.com googlevideo.com googleapis.com googleusercontent.com googlemail.com
          + google-analytics.com googletagmanager.com googleadservices.com googlesyndication.com withgoogle.com
          + gstatic.com googlezip.net googlegroups.com googlesource.com googledomains.com
        gmail.com
        youtube.com youtube-nocookie.com youtubekids.com youtubeeducation.com
        microsoft.com microsoftonline.com microsoft365.com onmicrosoft.com microsoftonline-p.com s-microsoft.com
          + microsoftazuread-sso.com microsoftpersonalcontent.com microsoftstore.com microsoftedge.com
          + microsoftemail.com
        ~office.com office.net office365.com officeapps.com
        outlook.com
        hotmail.com
        ~live.com live.net
        onedrive.com
        sharepoint.com sharepointonline.com
        skype.com skypeassets.com skypeforbusiness.com
        ~windows.com windows.net windowsupdate.com
        ~azure.com azureedge.net azurewebsites.net azure-dns.com azure-devices.net azurefd.net
        linkedin.com linkedinlabs.com licdn.com
        github.com githubusercontent.com githubassets.com githubapp.com
        ~apple.com apple-mapkit.com appleid.com apple.news applemusic.com apple-dns.net
        icloud.com icloud-content.com
        itunes.com
        yahoo.com yahooapis.com yahoodns.net yahooinc.com yahoosmallbusiness.com
        ~aol.com
        protonmail.com protonmail.ch proton.me
        adobe.com adobelogin.com adobesc.com adobess.com adobedtm.com adobedc.net adobecc.com adobesign.com
          + adobe-campaign.com adobe-identity.com
        docusign.com docusign.net
        dropbox.com dropboxstatic.com dropboxusercontent.com dropboxmail.com
        wetransfer.com
        ~zoom.us zoom.com zoomgov.com
        webex.com
        ~slack.com slack-edge.com slackb.com
        atlassian.com atlassian.net
        salesforce.com salesforceiq.com salesforceliveagent.com
        oracle.com oraclecloud.com
        cloudflare.com cloudflarestorage.com cloudflareinsights.com cloudflare-dns.com
        godaddy.com
        namecheap.com
        ~mozilla.org mozilla.com mozilla.net
        ~firefox.com
        ~wikipedia.org wikimedia.org wiktionary.org
        ~wordpress.com wordpress.org
        ~gitlab.com gitlab.io
        mailchimp.com mailchimpapp.net mailchimpsites.com
        sendgrid.com sendgrid.net
        intuit.com
        quickbooks.com
        turbotax.com
        ~norton.com nortonlifelock.com
        mcafee.com
        kaspersky.com
        avast.com
        chatgpt.com
        openai.com
        # Social, messages, leisure
        facebook.com facebookmail.com facebookcorewwwi.onion facebookdevelopers.com fb.com fbcdn.net
        instagram.com cdninstagram.com
        whatsapp.com whatsapp.net whatsappbrand.com
        twitter.com ads-twitter.com twitterinc.com
        tiktok.com tiktokcdn.com tiktokv.com tiktokcdn-us.com tiktokpangle.us tiktokrow-cdn.com
        snapchat.com
        telegram.org
        discord.com discordapp.com discordapp.net discordcdn.com discord.gg
        pinterest.com
        reddit.com redditmedia.com redditstatic.com redditmail.com redditinc.com
        twitch.tv twitchcdn.net twitchapp.net
        netflix.com netflix.net netflixstudios.com netflixinvestor.com
        spotify.com spotifycdn.com byspotify.com
        disneyplus.com
        hulu.com
        roblox.com
        ~steampowered.com steamcommunity.com steam-chat.com steamstatic.com
        epicgames.com
        playstation.com
        nintendo.com
        xbox.com xboxlive.com
        # Shops and parcels
        amazon.com images-amazon.com ssl-images-amazon.com media-amazon.com amazonaws.com amazonalexa.com
          + amazonses.com amazonpay.com amazonvideo.com amazon-adsystem.com amazonappservices.com amazontrust.com
          + amazonbusiness.com
        ebay.com ebayimg.com ebaystatic.com ebayadservices.com
        alibaba.com alibabadns.com alibabacloud.com alibabagroup.com
        aliexpress.com
        walmart.com walmartimages.com
        ~target.com
        bestbuy.com
        costco.com
        homedepot.com
        ikea.com
        etsy.com etsystatic.com
        shopify.com shopifycdn.com shopifysvc.com
        zalando.com
        rakuten.com
        mercadolibre.com mercadolivre.com mercadopago.com mercadolivre.com.br mercadolibre.com.ar mercadolibre.com.mx
        booking.com
        airbnb.com
        expedia.com
        tripadvisor.com
        ~uber.com ubereats.com
        fedex.com
        ~ups.com
        usps.com
        dhl.com dhl.de
        royalmail.com
        deutschepost.de
        hermesworld.com
        laposte.fr
        chronopost.fr
        colissimo.fr
        auspost.com.au
        canadapost.ca
        correos.es
        evri.com
        # Banks, cards, payment, coins
        paypal.com paypalobjects.com paypal-communication.com paypal.me paypalcorp.com paypal-knowledge.com
        venmo.com
        ~stripe.com
        ~wise.com transferwise.com
        revolut.com
        klarna.com
        westernunion.com
        moneygram.com
        ~visa.com
        mastercard.com
        americanexpress.com
        ~discover.com
        ~chase.com
        jpmorgan.com
        bankofamerica.com
        wellsfargo.com wellsfargoadvisors.com
        citibank.com citibankonline.com
        capitalone.com
        usbank.com
        truist.com
        navyfederal.org
        schwab.com
        ~fidelity.com fidelityinvestments.com
        ~vanguard.com
        hsbc.com hsbc.co.uk
        barclays.com barclays.co.uk barclaycard.co.uk
        lloydsbank.com lloydsbankinggroup.com
        natwest.com
        santander.com
        ~halifax.co.uk
        ~nationwide.co.uk
        ~monzo.com
        bnpparibas.com
        credit-agricole.fr
        societegenerale.com
        labanquepostale.fr
        deutsche-bank.de
        commerzbank.de
        ~sparkasse.de
        ~postbank.de
        ~volksbank.de
        unicredit.it
        intesasanpaolo.com
        caixabank.com
        rabobank.nl
        abnamro.nl
        ~ing.com
        nordea.com
        danskebank.com
        swedbank.com
        postfinance.ch
        ~raiffeisen.ch
        scotiabank.com
        desjardins.com
        commbank.com.au
        westpac.com.au
        itau.com.br
        bradesco.com.br
        sberbank.ru
        hdfcbank.com
        icicibank.com
        coinbase.com
        binance.com
        ~kraken.com
        blockchain.com blockchain.info
        metamask.io
        ~crypto.com
        ledger.com
        trezor.io
        trustwallet.com
        opensea.io
        # Telephone, net, energy
        ~orange.fr orange.com
        vodafone.com
        verizon.com verizonwireless.com
        comcast.com comcast.net
        xfinity.com
        tmobile.com t-mobile.com
        telekom.de
        swisscom.ch
        telefonica.com
        ~att.com
        ~free.fr
        # Governments that citizens get mail of
        irs.gov
        ssa.gov
        hmrc.gov.uk
        mi5.gov.uk
        impots.gouv.fr
        ameli.fr
        bundesfinanzministerium.de
        elster.de
        agenziaentrate.gov.it
        agenciatributaria.es
        """#

    private static let governments = """
        gov mil gov.uk mod.uk nhs.uk police.uk parliament.uk gov.au govt.nz gov.ie gc.ca gouv.fr gouv.qc.ca gob.es gob.mx
        gov.br gov.in gov.it gov.pl gov.pt gov.gr gov.za gov.sg gov.cn gov.tr gov.ua gov.il go.jp go.kr go.id gv.at
          + admin.ch
        bund.de overheid.nl europa.eu
        """
}
