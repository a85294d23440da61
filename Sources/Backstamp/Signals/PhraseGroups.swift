/// Vocabularies of the kinds of unwanted mail, phrase by phrase, in English first and in the languages that phishing uses
/// most after it. Letters without their marks, as `WordReader` reads them. Gathered by hand; the kinds are those that
/// SpamAssassin's and rspamd's rules have long had.
package enum PhraseGroup: Int, Sendable, CaseIterable {
    case money, loans, income, accountThreat, parcel, prize, advertising, removal, medicine, adult, gambling, extortion, coins
    case wallet
    case investment, outreach, bulkTrade, impersonal, payout

    var list: String {
        switch self {
        case .money: Self.moneyList
        case .loans: Self.loansList
        case .income: Self.incomeList
        case .accountThreat: Self.accountThreatList + "\n" + Self.accountThreatElsewhere
        case .parcel: Self.parcelList
        case .prize: Self.prizeList
        case .advertising: Self.advertisingList
        case .removal: Self.removalList
        case .medicine: Self.medicineList
        case .adult: Self.adultList
        case .gambling: Self.gamblingList
        case .extortion: Self.extortionList
        case .coins: Self.coinsList
        case .wallet: Self.walletList
        case .investment: Self.investmentList
        case .outreach: Self.outreachList
        case .bulkTrade: Self.bulkTradeList
        case .impersonal: Self.impersonalList
        case .payout: Self.payoutList
        }
    }

    private static let moneyList = """
        million dollars, million united states dollars, million us dollars, million usd, million pounds, million euros, usd
        next of kin, inheritance, beneficiary, late husband, late father, late client, barrister, fund transfer, transfer of funds
        transfer the fund, transfer this fund, transfer the money, foreign partner, foreign account, business proposal
        business relationship, business transaction, mutual benefit, confidential business, utmost confidentiality, confidentiality
        strictly confidential, security company, bank draft, atm card, western union, moneygram, central bank, deceased
        diplomatic courier, compensation fund, donate, donation to you, donation of, my donation, humanitarian, orphanage
        the sum of, consignment, nigeria, sierra leone, ivory coast, cote divoire, burkina faso, south africa, benin republic
        head of state, ministry of, foreign exchange department, bank of nigeria, united nations, your assistance, urgent assistance
        your urgent response, reply urgently, i am contacting you, i got your contact, your contact, god bless, my late, cancer
        terminal illness, dying, widow, deposited, claim the fund, contract payment, over invoiced, dear beloved, beloved in christ
        """

    private static let loansList = """
        loan offer, lowest rates, low rates, mortgage, mortgages, mortgage rates, interest rate, interest rates, refinance
        refinancing, home loan, home loans, personal loan, consolidate, debt consolidation, debt free, get out of debt, your debts
        your debt, no credit check, credit check, bad credit, credit repair, credit cards, lower your payments, monthly payment
        monthly payments, pre approved, preapproved, life insurance, term life, insurance quote, free quote, lenders, equity
        debt relief, apply for a, darlehen, kredit, emprestimo, prestamo
        """

    private static let incomeList = """
        make money, making money, earn money, extra income, additional income, financial freedom, financial independence
        work from home, work at home, working at home, home based business, home business, be your own boss, multi level marketing
        network marketing, mlm, thousands of dollars, passive income, residual income, double your, guaranteed income, cash bonus
        free money, per week, per month, a week, a month, from home, no selling, no experience, start earning, fire your boss
        business opportunity, this opportunity, money making, cash flow, get paid, get rich, easy money, large income, your income
        downline, your order, five reports, 5 reports, chain letter, success stories, testimonials, i made, you will receive
        """

    private static let accountThreatList = """
        verify your account, verify your identity, verify your information, verify your email, verify your wallet, verify now
        confirm your account, confirm your identity, confirm your information, confirm your details, confirm your email
        update your account, update your information, update your payment, update your billing, update your details, update now
        account has been suspended, account is suspended, account suspended, account has been limited, account will be closed
        account will be suspended, account will be deactivated, account will be terminated, account will be blocked
        account will be deleted, account has been locked, account locked, account has been temporarily, account verification
        temporarily suspended, temporarily locked, has been suspended, will be suspended, has expired, is about to expire
        will be deleted, permanently deleted, will be lost, unusual activity, unusual sign in, unusual signin, suspicious activity
        unauthorized access, unauthorised access, security alert, security team, security department, sign in activity
        your mailbox, mailbox is full, mailbox storage, storage limit, storage is full, quota exceeded, email quota
        password will expire, password expires, password expiration, password reset, keep same password, keep current password
        keep my password, click here to verify, click below to verify, click the link below, click the button below, within 24 hours
        within 48 hours, in 24 hours, failure to comply, failure to do so, failure to verify, immediate action, action required
        immediately, reactivate, restore your account, unlock your account, secure your account, billing problem
        payment declined, payment failed, payment method, undelivered, pending messages, held messages, incoming messages
        release your messages, release messages, validate your, your password, secure message, shared document, shared a file
        shared with you, view document, review document, review and sign, voice message, voicemail, remittance, overdue invoice
        past due, tax refund, seed phrase, recovery phrase, your wallet, connect wallet, wallet verification
        """

    private static let accountThreatElsewhere = """
        ihr konto, konto gesperrt, konto wurde, verifizieren, bestatigen sie ihre, ihre daten, aktualisieren sie, sperrung
        eingeschrankt, innerhalb von 24 stunden, sicherheitsgrunden, zahlungsmethode, anmeldung, jetzt bestatigen
        votre compte, compte a ete, compte bloque, suspendu, verifier votre, confirmer votre, mettre a jour, vos informations
        espace client, dans les 24 heures, activite inhabituelle, moyen de paiement, cliquez ici, cliquez sur, regulariser
        su cuenta, tu cuenta, cuenta ha sido, cuenta bloqueada, suspendida, verificar su, verifique su, verificar tu
        confirmar su, actualizar su, actualice su, actividad inusual, haga clic, haz clic, en 24 horas, metodo de pago
        sua conta, conta foi, conta sera, bloqueada, suspensa, verificar sua, verificar atividade, acesso indevido, novo dispositivo, confirmar sua, atualizar sua, atualize
        atualizacao, recadastramento, regularize, regularizar, pendencia, pendente, clique aqui, clique no, dados cadastrais
        em 24 horas, prazo, sera cancelado, bloqueio, nota fiscal, boleto, comprovante, em anexo, pontos expiram, seus pontos
        uw account, uw rekening, geblokkeerd, verifieer, bevestig, bijwerken, opgeschort, klik hier, binnen 24 uur, uw gegevens
        il tuo account, il suo conto, conto e stato, sospeso, bloccato, verifica, conferma, aggiornare, clicca qui, entro 24 ore
        """

    private static let parcelList = """
        your package, your parcel, your shipment, package could not be delivered, parcel could not be delivered, delivery attempt
        delivery failed, failed delivery, missed delivery, delivery fee, shipping fee, shipping fees, customs fee
        customs duty, customs clearance, reschedule, redelivery, pending delivery, awaiting delivery, on hold
        ihr paket, paketzustellung, zustellung, sendung, zollgebuhren, versandkosten, lieferadresse, lieferung
        votre colis, livraison, frais de livraison, frais de douane, en attente, su paquete, su envio, entrega, aduana
        sua encomenda, seu pacote, seu pedido, seu objeto, taxa, alfandega, retido, rastreamento, correios, uw pakket, bezorging
        il tuo pacco, spedizione, consegna, dogana
        """

    private static let prizeList = """
        lottery, winning number, winning numbers, you have won, youve won, you won, your winning, claim your, claim now, claim it
        claim my, unclaimed, winner, winners, congratulations, you have been selected, youve been selected, you have been chosen
        youve been chosen, been selected, lucky winner, lucky draw, gift card, giftcard, free gift, your reward, exclusive reward
        loyalty reward, rewards program, your prize, prize, survey, take our survey, short survey, complete the survey, mystery box
        sweepstakes, giveaway, free iphone, limited spots, your free, get it now, get yours, get your free
        herzlichen gluckwunsch, gluckwunsch, gewonnen, gewinn, gewinner, gutschein, geschenk, kostenlos, gratis, umfrage, jetzt sichern
        felicitations, vous avez gagne, cadeau, gagnant, bon dachat, carte cadeau, gratuit, felicidades, ha ganado, premio, regalo
        ganador, parabens, voce ganhou, sorteio, brinde, resgatar, resgate, gefeliciteerd, gewonnen, cadeaubon, prijs, congratulazioni
        hai vinto, buono regalo
        """

    private static let advertisingList = """
        act now, order now, buy now, apply now, call now, call today, order today, shop now, limited time, limited offer, special offer
        special promotion, no obligation, risk free, 100 free, absolutely free, completely free, totally free, free trial, free quote
        free access, free consultation, free preview, free sample, free shipping, free info, free information, money back guarantee
        money back, satisfaction guaranteed, 100 satisfaction, 100 guaranteed, guaranteed, click here now, toll free, as seen on
        exclusive offer, lowest price, lowest prices, low price, best price, save up to, save money, cheapest, discount, bargain
        unlimited, amazing, incredible, once in a lifetime, dont miss, dont delay, dont wait, read this, no cost, no risk, no fees
        no strings attached, what are you waiting for, why wait, wholesale, retail price, credit card, visa mastercard, 24 hours a day
        this offer, offer expires, while supplies last, lifetime, breakthrough, secret, secrets, reveal, revealed, proven
        search engine, lead generation, web traffic, logo design, satellite tv, cable tv, long distance, printer cartridges, toner
        university diploma, university diplomas, degree, diplomas, no questions asked, order form, money order, cashiers check
        """

    private static let removalList = """
        click to remove, to be removed, be removed from, remove me, removed from our, removed from this, remove your, remove yourself
        remove in the subject, remove in subject, word remove, opt out, opted in, opt in, one time mailing, this is not spam, not spam
        considered spam, unsolicited, section 301, s 1618, bill s 1618, title iii, this message is sent in compliance, in compliance with
        anti spam, you are receiving this, received this message in error, no longer wish to receive, future mailings, future offers
        further mailings, further emails, or write to, by writing to, this is an advertisement, sent to you by mistake, any further, our mailing list, our mailing lists, our database, marketing partner
        marketing partners, our partners, from our list, this advertisement, if you do not wish, wish to be removed
        """

    private static let medicineList = """
        viagra, cialis, levitra, phentermine, valium, xanax, ambien, hgh, human growth hormone, growth hormone, lose weight
        weight loss, losing weight, burn fat, burning fat, fat burning, belly fat, melt fat, fat dissolving, diet pill, diet pills, dieting
        no prescription, prescription, online pharmacy, prescription drugs, erectile, penis, enlarge, enlargement, libido, sex drive
        herbal, herbal supplement, cure, miracle, anti aging, aging, wrinkles, wrinkle, hair loss, baldness, cholesterol, keto, cbd
        testosterone, blood sugar, diabetes, diabetics, tinnitus, neuropathy, doctors hate, fungus, toenail, prostate, memory loss
        big pharma, harvard, japanese, sleep disorders, insomnia, root cause, weird trick, this weird, simple trick, muscle
        body fat, energy levels, pharmacy, pills, medications, physician, dietary supplement, all natural, side effects
        """

    private static let adultList = """
        sex, sexual, sexy, sex life, hot girls, live girls, webcam girls, adult site, adult sites, adults only, xxx, porn, porno, nude, nudes
        naked, hardcore, sluts, horny, teen, teens, pussy, cum, erotic, orgasm, hottest, lesbian, lesbians, naughty, virgin, blowjob
        live sex, phone sex, dating, single women, beautiful women, hot singles, meet women, sexe, chat now, casual, flirt, lonely
        years of age, 18 years, over 18, at least 18, 18 or older, must be 18, anal, farm girls, amateurs, erotik, erotisch, geile, heisse frauen, sexkontakt, sexkontakte, seks, sexo, stoute
        mujeres calientes, garotas, rencontre, rencontres, ondeugend, jouw lusten, spannende afspraak, fantasieen, affaire
        """

    private static let gamblingList = """
        casino, casinos, online casino, online casinos, free spins, freespins, welcome bonus, no deposit, deposit bonus, bonus code, jackpot
        slots, slot machines, roulette, blackjack, poker, betting, sportsbook, wager, wagering, online gaming, spins, freispiele
        willkommensbonus, einzahlung, spielautomaten, tours gratuits, bonus de bienvenue, giros gratis, tiradas gratis
        bonus de boas vindas, rodadas gratis, gratis spins, giri gratis, bonus, vip, payout, win big
        """

    private static let extortionList = """
        recorded you, i recorded, your webcam
        your camera, adult websites, adult videos, masturbat, masturbating, masturbation, your contacts, all your contacts
        your password is, i hacked, i have hacked, hacked your, installed malware, a trojan, trojan virus, remote access
        remote control, spyware, pay me, 48 hours to pay, delete the video, delete all, your device, your devices, full access
        compromising, embarrassing, intimate, humiliat, your reputation, send the video, to your friends, meine software
        ihre kamera, votre webcam, tu camara, sua camera
        """

    private static let walletList = """
        airdrop, airdrops, metamask, trust wallet, trustwallet, connect your wallet, connect wallet, crypto wallet, hardware wallet
        web3, xrp, nft, nfts, staking, seed phrase, recovery phrase, private key, private keys, ledger live, ledger nano, ledger device
        claim tokens, claim your tokens, token claim, token distribution, opensea, uniswap, smart contract, blockchain, eth, ethereum
        wallet address, validate your wallet, verify your wallet, secure your wallet, usdt, coinbase, binance, kraken, crypto
        cryptocurrency, cryptocurrencies, kryptowahrung, criptomonedas, criptomoedas, crypto monnaie
        """

    private static let coinsList = """
        bitcoin, bitcoins, btc, bitcoin wallet, bitcoin address, wallet address, usdt, monero, litecoin
        """

    private static let investmentList = """
        investment opportunity, investors, guaranteed return, high returns, strong buy, undervalued, stock alert, hot stock, penny stock
        stock pick, target price, forward looking statements, safe harbor, symbol, otc, otcbb, price target, trading platform, crypto
        cryptocurrency, bitcoin trading, airdrop, airdrops, token, tokens, xrp, ripple, ethereum, staking, eligible, holdings, holders, wallet, roi, daily profit, profits, profit, offshore, tax free, invest, investing
        investor relations, business funding, project funding, project financing, capital financing, fund your project, equity partner
        business loan, venture, our investors, funding
        """

    private static let outreachList = """
        your website, on google, first page of google, rank, ranking, rankings, seo, search engine optimization, backlinks, guest post
        web design, website design, app development, redesign, digital marketing, marketing services, increase traffic, more traffic
        screenshot, errors on your, send you a quote, price list, our company, we are a leading, leading manufacturer, manufacturer of
        we are manufacturer, supplier, our products, product catalog, best quality, competitive price, competitive prices, sourcing
        attendees list, attendee list, email list, contact list, decision makers, lead list, quick question, follow up
        """

    private static let bulkTradeList = """
        bulk email, bulk emails, bulk e mail, email marketing, e mail marketing, mass email, mass emails, million email, million emails
        million e mail, million addresses, million email addresses, email addresses, e mail addresses, targeted email, email leads
        opt in email, direct email, direct e mail, stealth, mass mailer, bulletproof, fresh addresses, cd rom, marketing software
        """

    private static let payoutList = """
        payout, withdrawal, withdraw your, your balance, balance of, available balance, account balance, credited, deposit, deposited
        transaction, transfer, wire transfer, pending transfer, pending payment, payment confirmation, confirm your address, your funds
        btc, usdt, eth, binance, coinbase, metamask, bonus, reward, claim, verification process, payment received, refund, cash out
        auszahlung, gutgeschrieben, guthaben, uberweisung, betrag, zahlung, virement, transfert, montant, remboursement, retrait, solde
        saque, saldo, transferencia, reembolso, pagamento, recompensa, retiro, pago, abono, uitbetaling, tegoed, terugbetaling
        """

    private static let impersonalList = """
        dear friend, dear customer, dear user, dear account holder, dear valued customer, valued customer, dear member, dear client
        dear sir, dear sir or madam, dear sir madam, dear madam, dear beneficiary, dear winner, dear beloved, dear email user
        dear subscriber, dear homeowner, dear consumer, dear webmaster, dear business owner, dear partner, dear recipient
        attention, attn, hello dear, greetings to you, good day, compliments of the season, my dear, sehr geehrter kunde, lieber kunde
        sehr geehrte kundin, cher client, chere cliente, cher utilisateur, estimado cliente, estimado usuario, prezado cliente
        caro cliente, prezado usuario, gentile cliente, beste klant, geachte klant
        """
}
