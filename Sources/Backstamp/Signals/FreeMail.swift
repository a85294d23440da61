/// Domains under which anybody gets a mailbox for nothing, so that the domain says nothing about the person.
/// The names are the providers' own (general knowledge, November 2026).
enum FreeMail {
    private static let domains: Set<String> = Set(
        """
        gmail.com googlemail.com yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.co.jp yahoo.fr yahoo.de yahoo.it
        yahoo.es yahoo.co.in yahoo.com.br yahoo.com.hk yahoo.com.cn yahoo.ca yahoo.com.au hotmail.com hotmail.co.uk
        hotmail.fr hotmail.de hotmail.it hotmail.es outlook.com outlook.fr outlook.de outlook.es live.com live.co.uk
        live.fr live.nl msn.com passport.com aol.com aim.com netscape.net icloud.com me.com mac.com gmx.com gmx.de
        gmx.net gmx.at gmx.ch web.de freenet.de t-online.de mail.com email.com usa.com consultant.com europe.com post.com
        mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.com ya.ru rambler.ru qq.com 163.com 126.com yeah.net sina.com
        sina.cn sohu.com 21cn.com tom.com foxmail.com aliyun.com naver.com hanmail.net daum.net nate.com rediffmail.com
        indiatimes.com libero.it virgilio.it tiscali.it alice.it laposte.net orange.fr wanadoo.fr free.fr sfr.fr
        seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl abv.bg mail.bg ukr.net i.ua terra.com.br uol.com.br bol.com.br
        ig.com.br excite.com lycos.com juno.com netzero.net zoho.com zohomail.com proton.me protonmail.com tutanota.com
        tuta.io fastmail.com hushmail.com inbox.com inbox.lv bigpond.com optusnet.com.au btinternet.com ntlworld.com
        talktalk.net sky.com comcast.net verizon.net sbcglobal.net att.net bellsouth.net cox.net earthlink.net
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// - Parameter domain: lower case.
    static func isProvider(_ domain: String?) -> Bool { domain.map(domains.contains) ?? false }
}
