/// Which regimes of data protection and of state access apply in a country: name, reference, countries (ISO 3166-1
/// alpha-2), one regime per line. Checked as of June 2025; of what is newer only what is listed with its date, since it was
/// published before that or entered into force by a date that it names itself. What a line leaves out is not known here,
/// not denied.

extension Regime {
    static let data = #"""
        EU GDPR|Regulation (EU) 2016/679; EEA Joint Committee Decision 154/2018|AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO
        UK GDPR|Data Protection Act 2018 (c. 12), European Union (Withdrawal) Act 2018 s. 3, Data (Use and Access) Act 2025 (c. 18)|GB
        EU e-Evidence Regulation|Regulation (EU) 2023/1543, applies from 2026-08-18|AT BE BG HR CY CZ EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE
        UK Investigatory Powers Act|Investigatory Powers Act 2016 (c. 25), amended 2024 (c. 9)|GB
        adequate for the EU|GDPR art. 45 decisions|AD AR CH FO GB GG IL IM JE JP KR NZ UY
        adequate for the EU in part|GDPR art. 45: commercial organisations (2002/2/EC), Data Privacy Framework (EU) 2023/1795|CA US
        US CLOUD Act|18 U.S.C. § 2713 (2018)|US
        US FISA 702|50 U.S.C. § 1881a (in 2024 extended to April 2026; what followed is not known here)|US
        CLOUD Act agreement with the US|in force 2022-10-03 (GB), 2024-01-31 (AU)|GB AU
        Five Eyes|UKUSA Agreement (1946, published 2010)|US GB CA AU NZ
        Convention 108|Council of Europe, ETS No. 108|AL AD AM AT AZ BE BA BG HR CY CZ DK EE FI FR GE DE GR HU IS IE IT LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SE CH TR UA GB AR CV MX MU MA SN TN UY
        Swiss FADP|Federal Act on Data Protection, SR 235.1 (2023)|CH
        PIPEDA|S.C. 2000, c. 5|CA
        Australian Privacy Act|Privacy Act 1988|AU
        Australian Assistance and Access Act|Act No. 148 of 2018|AU
        New Zealand Privacy Act|Privacy Act 2020|NZ
        APPI|Act on the Protection of Personal Information, Act No. 57 of 2003|JP
        PIPA|Personal Information Protection Act (2011)|KR
        LGPD|Lei nº 13.709/2018|BR
        DPDP Act|Digital Personal Data Protection Act 2023|IN
        POPIA|Act 4 of 2013|ZA
        PRC PIPL|Personal Information Protection Law (2021)|CN
        PRC National Intelligence Law|2017, art. 7|CN
        Russian Yarovaya laws|Federal Laws 374-FZ and 375-FZ (2016)|RU
        Russian Personal Data Law|Federal Law 152-FZ (2006)|RU
        """#
}
