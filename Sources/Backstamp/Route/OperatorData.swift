/// Who runs which hosts, one operator per line: domains, name, country where the company or body is established (empty
/// where that is not known, or where it has none), kind, and what the entry rests on: `header` (its hosts write or are
/// named in trace fields of public mail archives), `documentation` (the operator's own pages name the domains),
/// `general` (common knowledge). Then, where they are known, the legal name and the parent company with its country:
/// general knowledge as well. As of November 2026. A more specific domain wins.

extension OperatorCatalogue {
    package static let data = #"""
        whatcounts.com|WhatCounts|US|esp|documentation
        mailtrack.com|MailTrack||tracker|documentation
        mailchimp.com,mcsv.net,mcdlv.net,rsgsv.net,list-manage.com,mailchimpapp.net,mandrillapp.com,chimpstatic.com,mcusercontent.com|Mailchimp (Intuit)|US|esp|header|The Rocket Science Group LLC|Intuit|US
        sendgrid.net,sendgrid.com,sendgrid.info|Twilio SendGrid|US|esp|header||Twilio|US
        amazonses.com,awstrack.me|Amazon SES|US|esp|header|Amazon Web Services, Inc.|Amazon|US
        amazonaws.com,amazon.com,awsstatic.com|Amazon|US|hosting|header|Amazon.com, Inc.
        google.com,googlemail.com,gmail.com,1e100.net,googleusercontent.com,doubleclick.net,google-analytics.com,googleadservices.com,withgoogle.com,gstatic.com,googleapis.com|Google|US|mailbox|header|Google LLC|Alphabet|US
        outlook.com,hotmail.com,live.com,msn.com,office365.com,microsoft.com,office.com,onmicrosoft.com,exchangelabs.com,sharepoint.com,windows.net,azure.com,azurewebsites.net,dynamics.com|Microsoft|US|mailbox|header|Microsoft Corporation
        linkedin.com,licdn.com|LinkedIn (Microsoft)|US|esp|documentation|LinkedIn Corporation|Microsoft|US
        yahoo.com,yahoodns.net,ymail.com,rocketmail.com,aol.com,yahoo.net,yahoo.co.uk,yahoo.fr,yahoo.de|Yahoo|US|mailbox|header|Yahoo Inc.|Apollo Global Management|US
        sparkpostmail.com,sparkpost.com,sparkpostmail2.com|SparkPost (Bird)|US|esp|header|Message Systems, Inc.|Bird|NL
        messagebird.com,bird.com|Bird|NL|esp|general
        mailgun.net,mailgun.org,mailgun.com,mailgun.info|Mailgun (Sinch)|US|esp|header|Mailgun Technologies, Inc.|Sinch|SE
        mailjet.com,mailjet.net,mjt.lu|Mailjet (Sinch)|FR|esp|header|Mailjet SAS|Sinch|SE
        postmarkapp.com,mtasv.net,pm-bounces.com|Postmark (ActiveCampaign)|US|esp|header||ActiveCampaign|US
        activecampaign.com,acems1.com,acems2.com,emsd1.com,activehosted.com,acemsrvc.com,emlnk.com|ActiveCampaign|US|esp|header|ActiveCampaign, LLC
        exacttarget.com,et-mail.com,exct.net,salesforce.com,sfmc-content.com,force.com,pardot.com,exacttargetapis.com|Salesforce|US|esp|header|Salesforce, Inc.
        constantcontact.com,ccsend.com,roving.com,confirmedcc.com,rs6.net|Constant Contact|US|esp|header|Constant Contact, Inc.
        govdelivery.com,granicus.com,govdelivery.co.uk|Granicus (GovDelivery)|US|esp|documentation|Granicus, LLC
        mimecast.com,mimecast.co.za,mimecastprotect.com|Mimecast|GB|security|header|Mimecast Services Limited
        pphosted.com,ppe-hosted.com,proofpoint.com,urldefense.com,proofpointessentials.com|Proofpoint|US|security|header|Proofpoint, Inc.|Thoma Bravo|US
        messagelabs.com,symanteccloud.com|Symantec Email Security (Broadcom)|US|security|header||Broadcom|US
        barracudanetworks.com,barracuda.com|Barracuda Networks|US|security|documentation|Barracuda Networks, Inc.|KKR|US
        iphmx.com,ironport.com,cisco.com|Cisco|US|security|header|Cisco Systems, Inc.
        trendmicro.com,trendmicro.eu|Trend Micro|JP|security|documentation|Trend Micro Incorporated
        antispameurope.com,hornetsecurity.com|Hornetsecurity|DE|security|general|Hornetsecurity GmbH
        antispamcloud.com,spamexperts.com|SpamExperts (N-able)|NL|security|documentation||N-able|US
        sophos.com,reflexion.net|Sophos|GB|security|documentation|Sophos Limited|Thoma Bravo|US
        mailcontrol.com,forcepoint.com|Forcepoint|US|security|documentation
        cloudmark.com,cloudfilter.net|Cloudmark (Proofpoint)|US|security|header||Proofpoint|US
        mxlogic.net,mcafee.com|McAfee|US|security|documentation
        vadesecure.com,vadecloud.com|Vade (Hornetsecurity)|FR|security|documentation||Hornetsecurity|DE
        retarus.com|Retarus|DE|security|documentation
        exclaimer.net|Exclaimer|GB|security|header
        level3.net,level3.com,lumen.com,centurylink.net|Lumen (Level 3)|US|network|header|Lumen Technologies, Inc.
        easynet.net,easynet.co.uk|Easynet||network|header
        cogentco.com|Cogent|US|network|general
        ovh.net,ovh.com,ovh.ca,ovhcloud.com,kimsufi.com|OVHcloud|FR|hosting|header
        hetzner.com,hetzner.de,your-server.de|Hetzner|DE|hosting|header
        linode.com,linodeusercontent.com|Linode (Akamai)|US|hosting|header||Akamai Technologies|US
        akamai.com,akamaitechnologies.com,akamaized.net,akamaihd.net|Akamai|US|hosting|general
        digitalocean.com,digitaloceanspaces.com|DigitalOcean|US|hosting|general
        vultr.com,vultrusercontent.com|Vultr|US|hosting|general
        contabo.net,contaboserver.net,contabo.com|Contabo|DE|hosting|header
        ionos.com,ionos.de,ionos.co.uk,kundenserver.de,perfora.net,1and1.com,ui-dns.com|IONOS|DE|hosting|header
        gmx.net,gmx.com,gmx.de,web.de,mail.com,uicdn.net|GMX and WEB.DE (United Internet)|DE|mailbox|header|1&1 Mail & Media GmbH|United Internet|DE
        strato.de,rzone.de,strato.com|STRATO|DE|hosting|general
        godaddy.com,secureserver.net|GoDaddy|US|hosting|general
        bluehost.com,hostgator.com,unifiedlayer.com,websitewelcome.com|Newfold Digital|US|hosting|header
        dreamhost.com|DreamHost|US|hosting|general
        namecheap.com,privateemail.com,registrar-servers.com,web-hosting.com|Namecheap|US|hosting|header
        hostinger.com,hostinger.io,hstgr.io|Hostinger|LT|hosting|header
        rackspace.com,emailsrvr.com,mailtrust.com|Rackspace|US|hosting|header
        cloudflare.com,cloudflare.net,workers.dev,cloudflare-dns.com,pages.dev|Cloudflare|US|hosting|general
        fastly.net,fastly.com|Fastly|US|hosting|general
        gandi.net|Gandi|FR|hosting|general
        infomaniak.com,infomaniak.ch|Infomaniak|CH|hosting|general
        locaweb.com.br|Locaweb|BR|hosting|header
        colocrossing.com|ColoCrossing|US|hosting|header
        quadranet.com|QuadraNet|US|hosting|header
        leaseweb.com,leaseweb.net|Leaseweb|NL|hosting|general
        scaleway.com,online.net,poneytelecom.eu|Scaleway|FR|hosting|general
        alibaba.com,aliyun.com,aliyun-inc.com,aliyuncs.com|Alibaba Cloud|CN|hosting|header
        tencent.com,qq.com,qcloud.com,foxmail.com|Tencent|CN|mailbox|general
        163.com,126.com,netease.com,yeah.net|NetEase|CN|mailbox|header
        icloud.com,apple.com,me.com,mac.com|Apple|US|mailbox|header
        protonmail.ch,proton.me,protonmail.com,proton.ch|Proton|CH|mailbox|header
        tuta.com,tutanota.de,tutanota.com,tuta.io|Tuta|DE|mailbox|general
        fastmail.com,messagingengine.com,fastmail.fm|Fastmail|AU|mailbox|header
        zoho.com,zohomail.com,zoho.eu,zoho.in,zohocorp.com,zcsend.net,maillist-manage.com|Zoho|IN|mailbox|header
        yandex.ru,yandex.net,yandex.com|Yandex|RU|mailbox|header
        mail.ru,list.ru,inbox.ru,bk.ru,mycdn.me|VK (Mail.ru)|RU|mailbox|header
        rambler.ru|Rambler|RU|mailbox|header
        mailbox.org,heinlein-hosting.de|mailbox.org (Heinlein)|DE|mailbox|general||Heinlein Hosting|DE
        posteo.de|Posteo|DE|mailbox|general
        runbox.com|Runbox|NO|mailbox|header
        t-online.de,t-ipconnect.de,telekom.de|Deutsche Telekom|DE|mailbox|header
        freenet.de|freenet|DE|mailbox|general
        orange.fr,wanadoo.fr,orange.net|Orange|FR|mailbox|header
        free.fr,proxad.net|Free (Iliad)|FR|mailbox|header|Free SAS|Iliad|FR
        laposte.net|La Poste|FR|mailbox|general
        libero.it,virgilio.it,iol.it|Italiaonline|IT|mailbox|general
        aruba.it,arubabusiness.it|Aruba|IT|hosting|general
        seznam.cz,email.cz|Seznam.cz|CZ|mailbox|header
        wp.pl,o2.pl,tlen.pl|Wirtualna Polska|PL|mailbox|header
        onet.pl|Onet|PL|mailbox|general
        ukr.net|Ukrnet|UA|mailbox|general
        naver.com|Naver|KR|mailbox|general
        daum.net,hanmail.net,kakao.com|Kakao|KR|mailbox|header
        rediff.com,rediffmail.com|Rediff|IN|mailbox|header
        uol.com.br,bol.com.br|UOL|BR|mailbox|header
        comcast.net,xfinity.com|Comcast|US|mailbox|header
        att.net,bellsouth.net,sbcglobal.net|AT&T|US|mailbox|header
        verizon.net|Verizon|US|mailbox|header
        cox.net|Cox|US|mailbox|header
        charter.net,spectrum.com,charter.com|Charter|US|mailbox|header
        btinternet.com,bt.com,btopenworld.com|BT|GB|mailbox|header
        virginmedia.com,ntlworld.com,blueyonder.co.uk|Virgin Media|GB|mailbox|header
        sky.com|Sky|GB|mailbox|general
        talktalk.net|TalkTalk|GB|mailbox|general
        shaw.ca,rogers.com|Rogers|CA|mailbox|header
        bell.ca,bell.net,sympatico.ca|Bell Canada|CA|mailbox|header
        telstra.com,bigpond.com|Telstra|AU|mailbox|header
        optusnet.com.au|Optus|AU|mailbox|header
        xtra.co.nz|Spark|NZ|mailbox|general
        bluewin.ch|Swisscom|CH|mailbox|general
        gov.uk|a public body of the United Kingdom|GB|government|header
        cjsm.net|Criminal Justice Secure eMail (UK Ministry of Justice)|GB|government|general
        mod.uk|the Ministry of Defence of the United Kingdom|GB|government|general
        police.uk|the police of the United Kingdom|GB|government|general
        nhs.net,nhs.uk|the National Health Service|GB|government|general
        parliament.uk|the Parliament of the United Kingdom|GB|government|general
        mi5.gov.uk|the Security Service (MI5)|GB|government|general
        gov|a public body of the United States|US|government|header
        mil|the armed forces of the United States|US|government|header
        europa.eu|the European Union||government|general
        gouv.fr|the government of France|FR|government|general
        bund.de|the federal administration of Germany|DE|government|general
        admin.ch|the federal administration of Switzerland|CH|government|general
        gov.au|a public body of Australia|AU|government|header
        govt.nz|a public body of New Zealand|NZ|government|general
        gc.ca,canada.ca|the government of Canada|CA|government|general
        gov.ie|a public body of Ireland|IE|government|header
        gov.in,nic.in|a public body of India|IN|government|header
        gov.br|a public body of Brazil|BR|government|header
        brevo.com,sendinblue.com,sender-sib.com,mailin.fr,brevosend.com|Brevo (Sendinblue)|FR|esp|header|Sendinblue SAS
        klaviyo.com,klaviyomail.com,klclick.com|Klaviyo|US|esp|header
        hubspot.com,hubspotemail.net,hubspotlinks.com,hs-analytics.net,hubspotlinksstarter.com|HubSpot|US|esp|header
        marketo.com,mktomail.com,mktoweb.com,mktossl.com,adobe.com,omtrdc.net,2o7.net,demdex.net|Adobe|US|esp|header
        oracle.com,eloqua.com,en25.com,responsys.net,rsys5.com,bronto.com,oracleemaildelivery.com,dynect.net|Oracle|US|esp|header
        cheetahmail.com,cheetahdigital.com,chtah.com,chtah.net|Cheetah Digital (Marigold)|US|esp|header||Marigold|US
        sailthru.com|Sailthru (Marigold)|US|esp|header||Marigold|US
        createsend.com,cmail1.com,cmail2.com,cmail19.com,cmail20.com,createsend1.com,campaignmonitor.com|Campaign Monitor (Marigold)|AU|esp|documentation||Marigold|US
        emma.com,e2ma.net|Emma (Marigold)|US|esp|documentation||Marigold|US
        silverpop.com,mkt51.net,pages03.net,acoustic.com|Acoustic (Silverpop)|US|esp|documentation
        epsilon.com,bfi0.com,dartmail.net|Epsilon (Publicis)|US|esp|documentation|Epsilon Data Management, LLC|Publicis Groupe|FR
        iterable.com,iterable.email|Iterable|US|esp|documentation
        braze.com,appboy.com,brazemail.com|Braze|US|esp|documentation
        customer.io,customeriomail.com|Customer.io|US|esp|documentation
        intercom.io,intercom-mail.com,intercom.com|Intercom|US|esp|documentation
        zendesk.com|Zendesk|US|esp|header
        getresponse.com,getresponse360.com|GetResponse|PL|esp|header
        aweber.com|AWeber|US|esp|header
        mailerlite.com,mlsend.com,mailersend.net|MailerLite|LT|esp|documentation
        convertkit.com,convertkit-mail.com,convertkit-mail2.com,kit.com|Kit (ConvertKit)|US|esp|documentation
        substack.com|Substack|US|esp|documentation
        beehiiv.com|beehiiv|US|esp|documentation
        ghost.io|Ghost||esp|header
        moosend.com,sitecore.com|Sitecore||esp|documentation
        dotdigital.com,dotmailer.com,dmtrk.net,trackedlink.net,emlfiles.com,dotdigital-email.com|Dotdigital|GB|esp|documentation
        emarsys.com,emarsys.net,emsecure.net|Emarsys (SAP)|AT|esp|documentation||SAP|DE
        cleverreach.com,crsend.com|CleverReach|DE|esp|documentation
        rapidmail.de,emailsys.net|rapidmail|DE|esp|documentation
        inxmail.com,inxserver.com,inxmail.de|Inxmail|DE|esp|documentation
        episerver.com,optivo.com,broadmail.de,optimizely.com|Optimizely|US|esp|documentation
        elasticemail.com,elasticemail.net|Elastic Email|CA|esp|documentation
        smtp2go.com|SMTP2GO|NZ|esp|documentation
        socketlabs.com,email-od.com|SocketLabs|US|esp|documentation
        sendpulse.com|SendPulse|US|esp|documentation
        pepipost.com,netcorecloud.net,netcorecloud.com|Netcore Cloud|IN|esp|documentation
        turbo-smtp.com,turbosmtp.com|turboSMTP||esp|documentation
        icontact.com,icpbounce.com|iContact|US|esp|documentation
        verticalresponse.com,vresp.com|VerticalResponse|US|esp|header
        benchmarkemail.com,bmetrack.com,bmsend.com|Benchmark Email|US|esp|documentation
        mailup.com,mailupnet.it,contactlab.it|TeamSystem (MailUp)|IT|esp|documentation
        acumbamail.com|Acumbamail|ES|esp|documentation
        e-goi.com|E-goi|PT|esp|documentation
        selligent.com,slgnt.eu|Selligent (Marigold)|BE|esp|documentation||Marigold|US
        listrak.com,listrakbi.com|Listrak|US|esp|documentation
        cordial.com,cordial.io|Cordial|US|esp|documentation
        ongage.net|Ongage|IL|esp|documentation
        unisender.com|UniSender|RU|esp|documentation
        subscribe.ru|Subscribe.ru|RU|esp|header
        esputnik.com|eSputnik|UA|esp|documentation
        stripe.com|Stripe|US|esp|documentation
        surveymonkey.com,surveymonkeyuser.com|SurveyMonkey|US|esp|documentation
        eventbrite.com|Eventbrite|US|esp|documentation
        facebook.com,facebookmail.com,fb.com,fbcdn.net,instagram.com|Meta|US|esp|header
        twitter.com,x.com,t.co,twimg.com|X (Twitter)|US|esp|header
        github.com,githubusercontent.com|GitHub (Microsoft)|US|hosting|header|GitHub, Inc.|Microsoft|US
        notifications.service.gov.uk|GOV.UK Notify|GB|government|general
        yesware.com|Yesware|US|tracker|documentation
        mailtrack.io|Mailtrack|ES|tracker|documentation
        bananatag.com,staffbase.com|Staffbase (Bananatag)|DE|tracker|documentation|Staffbase GmbH
        mixmax.com|Mixmax|US|tracker|documentation
        streak.com|Streak|US|tracker|documentation
        superhuman.com|Superhuman|US|tracker|documentation
        litmus.com,emltrk.com|Litmus|US|tracker|documentation
        emailonacid.com|Email on Acid (Sinch)|US|tracker|documentation||Sinch|SE
        movableink.com,micpn.com|Movable Ink|US|tracker|documentation
        liveintent.com,liadm.com|LiveIntent|US|tracker|documentation
        powerinbox.com|Jeeng (PowerInbox)|US|tracker|documentation
        returnpath.net,returnpath.com,validity.com,250ok.com|Validity|US|tracker|documentation
        didtheyreadit.com|DidTheyReadIt|US|tracker|documentation
        readnotify.com|ReadNotify|AU|tracker|documentation
        bit.ly,bitly.com,j.mp|Bitly|US|tracker|documentation
        ow.ly,hootsuite.com|Hootsuite|CA|tracker|documentation
        tinyurl.com|TinyURL|US|tracker|documentation
        rebrandly.com,rebrand.ly|Rebrandly|IE|tracker|documentation
        branch.io,app.link,bnc.lt|Branch|US|tracker|documentation
        segment.com,segment.io|Segment (Twilio)|US|tracker|documentation|Segment.io, Inc.|Twilio|US
        mixpanel.com|Mixpanel|US|tracker|documentation
        hotjar.com|Hotjar|MT|tracker|documentation
        groups.io|Groups.io|US|list|general
        googlegroups.com|Google Groups|US|list|general
        yahoogroups.com|Yahoo Groups|US|list|general
        sourceforge.net|SourceForge|US|list|header
        python.org|the Python Software Foundation|US|list|header
        apache.org|the Apache Software Foundation|US|list|general
        ietf.org|the IETF|US|list|general
        debian.org|Debian||list|general
        jiscmail.ac.uk,jisc.ac.uk|Jisc|GB|list|general
        freelists.org|FreeLists||list|general
        lsoft.com|L-Soft|US|list|general
        simplelists.com|Simplelists|GB|list|general
        mailman3.org,list.org|GNU Mailman||list|general
        """#
}
