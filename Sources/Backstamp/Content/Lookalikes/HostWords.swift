/// Words that name a service in host names, and those that a deceiver adds to a brand.
enum HostWords {
    /// English words so common in host names that a digit in them reads as a letter: `h0st`, `ma1l`, `1ogin`.
    static let common = words(
        """
        host hosts hosting mail email webmail post inbox login logon signin sign secure security safe safety account
        accounts bank banking support service services online office google apple amazon microsoft outlook portal
        server servers domain domains cloud store shop shopping order orders pay payment payments bill billing invoice
        invoices wallet money credit card cards refund deposit transfer loan tax taxes update updates verify verification
        confirm notice notify alert alerts message messages file files document documents download share drive backup
        admin help helpdesk customer client clients member members user users people home house world news media mobile
        phone network internet social video photo photos music game games prize bonus reward rewards gift gifts
        delivery parcel package track tracking travel hotel hotels health insurance school office365 info official
        solution solutions system systems software global group capital invest investment trade trading market markets
        crypto coin coins token exchange profile password access remote connect control center centre
        """)

    /// What is put before or behind a brand's name to make a plausible host name.
    static let beside = words(
        """
        account accounts access activate activation admin alert alerts app apps assist auth authenticate authentication
        bank banking bill billing bonus care center centre claim claims client clients cloud confirm confirmation contact
        customer customers customerservice delivery desk device docs document download email enroll fraud gift gifts help
        helpdesk helpline home http https id identity info install invoice invoices limited live locked log login logon
        mail member members message messages mobile my net notice notification notifications official online order orders
        pay payment payments portal prize promo promotion protect protection recover recovery refund register
        registration renew renewal report request reset resolution review reward rewards safe safety secure secured security
        server service services session share sign signin signon signup store subscription suspend suspended support
        supports team ticket track tracking transfer unlock update updates upgrade user users validate validation verif
        verification verified verify wallet web webmail weblogin winner www ww
        """)

    /// Those among them that only make sense where somebody asks for a secret or for money.
    static let strong = words(
        """
        account accounts activate activation auth authenticate billing bonus claim confirm confirmation fraud id identity
        invoice limited locked login log logon pay payment payments protect recover recovery refund register renew renewal
        reset secure secured security signin suspend suspended unlock update validate validation verif verification
        verified verify webmail
        """)

    /// Suffixes that cost next to nothing and of which more names are abused than used.
    static let cheapSuffixes = words(
        "xyz top click icu buzz cyou sbs rest bond cfd monster quest hair lol mom pics skin autos boats beauty makeup")

    /// Labels that stand before anybody's domain and therefore name nobody.
    static let generic = words(
        """
        www ww web mail email webmail smtp imap pop mx ftp ns dns cdn static assets asset img image images media video
        videos files file download downloads api app apps beta dev test stage staging demo shop store blog news help
        support service services account accounts login secure my mobile go link links click email info live office online
        portal cloud data docs home login id track tracking open events site sites host pages page group team windows
        target search maps store forum status get com net org co uk de
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.words.map(String.init))
    }
}
