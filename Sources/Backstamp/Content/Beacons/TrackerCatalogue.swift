/// Who counts openings: the addresses of open trackers, by host and path, with the vendor that runs them.
///
/// One vendor per line (several lines where there are many): its name, `|`, then patterns. A pattern that starts with
/// a host stands for that host and those below it; one that starts with `/` for a path on any host; `*` in front, for
/// any place. Inside, `*` is any run of characters, `#` digits, `%` a run of letters, digits, `_`, `.` and `-` (`%8`:
/// so many of them), `^` a capital, `@` a small letter.
///
/// Origin of the facts (hosts and paths; neither text nor code was taken over): the lists of the projects
/// MailTrackerBlocker (apparition47, BSD-3-Clause), Simplify Trackers (leggett, MIT) and Trocker (Apache-2.0); Adobe's
/// documentation of the image requests of Adobe Analytics.
enum TrackerCatalogue {
    static let records = #"""
        1&1 | oc.ionos.com/?utm_rid= simg.1und1.de t.ionos.com/oms_p/
        365offers | trk.365offers.trade
        3hands | mi.pbz.jp/
        4Cite | /?sv_cid=
        Absolutesoftware-email | click.absolutesoftware-email.com/open.aspx
        Acoustic | /eos/v1/% /open/log/ mkt#.com/open mkt#.net/open
        Act-On | actonsoftware.com
        Active | click.email.active.com/q
        ActiveCampaign | *lt.php*?l=open /Prod/link-tracker?nl= /lt.php?
        activecore | h-cast.jp/mail_open
        ADAC | mailing.adac.de/tr/
        AdComplete | /banman.asp?
        Adobe Analytics | omtrdc.net/b/ss/ 2o7.net/b/ss/
        Adobe | /ee/v1/open /r/?id=%,%,1 /trk?t= /trk?t=1&mid= 112.2o7.net demdex.net
        Adobe | postoffice.adobe.com/po-server/link/open t.info.adobesystems.com toutapp.com
        Adtriba | d.adtriba.com
        AgileCRM | agle2.me/open
        Agoda | xml.agoda.com/EmailTracking/api/emailtracking/Open
        Air Miles | email.airmiles.ca/O
        Airbnb | email.airbnb.com/wf/open
        Aislelabs | app.aislelabs.com/o/emailv3/emailv3onepixel.jsp
        Alaska Airlines | click.points-mail.com/open gqco.net/i/ sjv.io/i/
        Alibaba | ae.mmstat.com/ae.edm.edm_open
        Alida | *.png1
        All Nippon Airways | amc.ana.co.jp/bin/checker
        Amazon | sellercentral-europe-japan.amazon*/nms/img/ sellercentral-europe.amazon*/nms/img/
        Amazon | sellercentral-japan.amazon*/nms/img/ sellercentral.amazon*/nms/img/
        Amazon SES | /CI0/*/*=# /aws-track-email-open /gp/forum/email/tracking /gp/r.html amazonappservices.com/r/
        Amazon SES | amazonappservices.com/trk awscloud.com/trk awstrack.me awstrack.me/I0/
        Amobee | d.turn.com/r/
        Apo | info.apo.com/op/
        Apple | /apple_email_link/spacer apple.com/report/2/its_mail_sf
        Appriver | appriver.com/e1t/o/
        Apptivo | apptivo.com
        Artegic | elaine-asp.de
        Asana | app.asana.com/-/open
        Ashby | app.ashbyhq.com/api/beacon/email-read/
        ASUSTeK | emditpison.asus.com
        AT&T | clicks.att.com/OCT/eTrac?EMAIL_ID=
        Atlassian (Trello) | bitbucket.org/account/notifications/mark-read/ i.trellomail.com/e/eo
        Aurea | /1.gif
        AutoAlert | dealer.autoalert.com/email/tracking/open fzlnk.com/AutoAlertEmailHandler.ashx
        Autopilot | autopilotmail#.io autopilotmail.io
        AWeber | openrate.aweber.com
        Axios | link.axios.com/img/*.gif
        Backpack Internet | app.bentonow.com/ahoy/messages/ track.bentonow.com/tracking/emails/
        Bananatag | bl-1.com
        Bandsintown | px1.bandsintown.com
        Bazaarvoice | bazaarvoice.com/a.gif
        beehiiv or Optimove (SendGrid) | /ss/o/%/%3/%/ho.gif
        Benchmark Email | bmetrack.com/c/o
        Bison | clicks.bisonapp.com
        Blackbaud | /smtp.mailopen?id= support.planetary.org/site/PixelServer
        Bloomreach | cdn.us1.exponea.com/*/open
        Blueshift | blueshiftmail.com/wf/open getblueshift.com/track
        Bombcom | bixel.io
        Boomerang | mailstat.us/tr
        Boots | boots.com/rts/open.aspx
        Boxbe | boxbe.com/stfopen
        Brevo (Sendinblue) | /@@/op/ amxe.net sendibtd.com sendibw.com/track/ sendibww.com/track/
        British Airways | britishairways.com/cms/global/assets/images/global/email_images/structural/primary1px.gif
        Browserstack | browserstack.com/images/mail/track-open
        BuzzStream | tx.buzzstream.com
        Campaign Monitor | cmail#.com/t/ createsend#.com
        Campaigner | trk.cp20.com/open/
        CanaryMail | canarymail.io/track receipts.canarymail.io/track/
        Cheetah Digital | /rts/open.aspx?tp=
        ChurnZero | t.churnzero.net/ss/o/
        CircleCI | email.circleci.com/o/
        Cirrus Insight | tracking.cirrusinsight.com
        Clarivate | /email/track?a=
        CLICKBOTPROTECTION | inthemoon.com/r2.php
        ClickMeter | pixel.watch/
        Clio | app.clio.com/tracking_pixel market.clio.com/trk
        Close | *dripemail2 close.com/email_opened close.io/email_opened
        cloudHQ | cloudhq-mkt#.net/mail_track cloudhq.io/mail_track
        Coda | coda.io/logging/ping
        CommissionSoup | cstrk.net/imp.aspx?l=
        ConneQuityMailer | connequitymailer.com/open/
        Conrad | aktuell.conrad.de/g.html
        Constant Contact | constantcontact.com/images/p1x1.gif r20.rs6.net/on.jsp rs6.net/on.jsp
        ContactMonkey | contactmonkey.com/api/v1/tracker
        ConvertKit | convertkit-mail.com/o/ open.convertkit-mail#.com open.convertkit-mail.com
        ConvertKit | open.convertkit-mail2.com/
        Copernica | /image/#/%/image.gif?cdmiv= /images/pixel2.gif?pomiv=
        Copper | prosperworks.com/tp/t
        Cordial | /o/p/#:
        Cprpt | /o.aspx?t=
        Creditmantri | mailer.creditmantri.com/t/
        Critical Impact | portal.criticalimpact.com/c2/
        Cuenote | cuenote.jp/c/
        Curumeru | crmf.jp
        Customer.io | /e/o/% customeriomail.com/e/o track.customer.io/e/o
        Cyberimpact | app.cyberimpact.com/footer-image
        Data Axle | ympxl.com/log.gif
        dataX | openedlog.bdash-cloud.com/opened openedlog.smart-bdash.com/opened
        Dating Profits | click.xnxxinc.com/campaign/track-email/
        Deployteq | click.centraalbeheer.nl e.bax-shop.nl e.wehkamp.nl
        DidTheyReadIt | xpostmail.com
        Discord | discord.com/api/science/
        Disney | clk.messaging.go.com/c/#/bcasts/#/view
        DocuMatix | enews.itcu.org/op?m=
        Doorkeeper | r.doorkeeper.jp/*.png
        DotDigital | dmtrk.net email.syntricate.com.au trackedlink.net
        Driftem | driftem.com/ltrack
        Drop | pixel.massdrop.com/open/pixel.gif
        Dropbox | dropbox.com/l/
        Dyson | tracking.dyson.com/t/
        DZone | mailer.dzone.com/open.php
        eBay | ebayadservices.com/marketingtracking/v1/impression
        Ebsta | *ebsta.gif console.ebsta.com ebsta.com/r/
        EdgeSuite | epidm.edgesuite.net
        eGain | notify.egain.cloud/egain/notify/
        Egocdn | egocdn.com/syn/mail_s.php
        Email on Acid | eoapxl.com
        EmailTracker.website | my-email-signature.link
        Emarsys | recommender.scarabresearch.com /mo/*.gif emarsys.com/e2t/o/
        EmberPoint | mpse.jp
        Envoke | envoke.com/o/
        Epic Games | accts.epicgames.com/O/
        Epsilon | /O/% /O/%/% ind.dell.com login.dotomi.com/ucm/UCMController
        Escalent | email-analytics.morpace.com
        eSputnik | esputnik.com/repository/applications/commons/hidden.png
        Etransmail | ftrans03.com/linktrack/
        EventBrite | eventbrite.com/emails/action
        EventsInYourArea | eventsinyourarea.com/track eventsinyourarea.com/track/
        EveryAction | click.everyaction.com/j/
        Evite | nli.evite.com/imp pippio.com/api/sync
        ezyVet | ezyvet.com/email_open_log.php
        Fastic | /e/eo?_t=
        Flatastic | api.flatastic-app.com/index.php/img
        Flipkart | flipkart.com/t/open
        ForMirror | formirror.com/open/
        FreeLancer | freelancer.com/1px.gif
        FreshMail | /o/%10/%10 mail.*.pl/o/
        FrontApp | app.frontapp.com app.frontapp.com/*/seen web.frontapp.com/api
        FullContact | fullcontact.com/wf/open
        G-Lock Analytics | fssdev.com/t/?o fssdev.com/t/?p
        GearBest | appinthestore.com/marketing/mail-user-deal/open
        Gem | zen.sr/o
        GetBase | getbase.com/e1t/o/
        GetNotify | email81.com email81.com/case
        GetPocket | email.getpocket.com/wf/open
        GetResponse | /open.html?x= getresponse.com/open.html
        GitHub | github.com/notifications/beacon github.com/notifications/beacon/
        GlassDoor | mail.glassdoor.com/pub/as
        Gmass | ec2-52-26-194-35.us-west-2.compute.amazonaws.com gmreg#.net gmtrack.net link.gmreg#.net
        Gmelius | gml.email
        GoDaddy | email.cloud.secureclick.net/view?
        gogcli | *gog-email-tracker-
        Google | ad.doubleclick.net/ddm/ad google-analytics.com/collect google.com/appserve/mkt/img/
        Google | notifications.google.com/g/img/ notifications.googleapis.com/email/t youtube.com/attribution_link
        Google | youtube.com/gen_204
        Grammarly | grammarly.com/open
        Granicus | govdelivery.com/track links.ssa.gov/track
        GreenMail | greenmail.co.in
        Groupon | groupon.com/analytic/track.gif?
        GrowthDot | growthdot.com/api/mail-tracking
        Higher Logic | informz.net/z/%/image.gif
        Hiretual | api.hiretual.com/webhooks/tracking/open/
        Homeaway | trk.homeaway.com
        HubSpot | /e2t/c/ /e2t/o/ /e2t/to/ /e3t/bto/ /e3t/cto/ hubspotlinks.com/bto/ hubspotlinks.com/cto/ t.hsmsdd*
        HubSpot | t.hubspotemail* t.hubspotfree* t.senal* t.sidekickopen* t.signale* t.signaux* t.sigopn*
        HubSpot | t.strk#.email track.getsidekick.com
        Hunter.io | mltrk.io/pixel
        Hyper Hyper | hyperhub.com.au/newhub/api/email/track
        iContact | click.icptrack.com/icp click.icptrack.com/icp/ icptrack.com/icp
        Indeed | subscriptions.indeed.com/imgping
        Inflection | tracking.inflection.io
        Infobip | /tracking/1/open/
        Insightly | insgly.net/api/trk
        Integral Ad Science | pixel.adsafeprotected.com
        Intercom | intercom-mail*.com/o intercom-mail*.com/q intercom-mail*.com/via/o intercom-mail*.com/via/q
        Intercom | via.intercom.io/o
        Inxmail | /d/d.gif?
        Iterable | /s/eo/%/%/#
        JangoMail | /@.z?@=
        Japan Railway | expy.jp/c/
        Jeeng | /stripe/image?cs_
        Keap (Infusion Software) | infusionsoft.com/app/emailOpened keap-link#.com/v2/render/
        Keychron | keychron.com/_t/open/
        Klaviyo | ctrk.klclick#.com/o/ ctrk.klclick.com/o/ trk.klaviyomail.com
        LaunchBit | launchbit.com/taz-pixel
        Lidl | servicemails.lidl.de/d/d.gif
        LinkedIn | help.linkedin.com/rd/ linkedin.com/emimp/
        Litmus | emltrk.com
        Liveclicker | em.realtime.email/service/rte?kind=duration
        LiveIntent | /imp?s=#
        Locaweb | *.br/accounts/#/messages/#/openings/#?envelope_id=
        LogDNA | ping.answerbook.com
        Magento | go.rjmetrics.com magento.com/trk magento.com/wf/open
        Mailbird | tracking.getmailbird.com/OpenTrackingPixel/
        Mailbutler | bowtie.mailbutler.io/tracking/hit/ mailbutler.io/tracking/
        Mailcampaigns | interface.mailcampaigns.nl/v#/t/
        Mailcastr | mailcastr.com/image/
        Mailchimp (Intuit) | /track/open.php?u= list-manage.com/track list-manage.com/track/open
        Mailchimp (Intuit) | list-manage.com/track/open.php list-manage1.com/track/open mandrillapp.com/track/open
        Mailchimp (Intuit) | us#.mailchimp.com/mctx/opens
        MailCoral | mailcoral.com/open
        MailerLite | /link/o/ clicks.mlsend.com
        Mailgun | /o/eJ email.mailgun*/o/ email.mg*/o/
        MailInfinity (MailInifinity) | mailinifinity.com/ptrack
        Mailjet | /oo/%/%8/e.gif links.*/oo/ mjt.lu/oo
        Mailshake | w1.mslai.net/prod/open/ w1.msstnu.com/prod/open/
        Mailspring | getmailspring.com/open img.secureserver.net/bbimage.aspx
        MailTag | mailtag.io/email-event
        MailTrack | mailtrack.io/trace mltrk.io/pixel/
        Mailzter | mailzter.in/ltrack
        MandrillApp (Mailchimp) | mandrill.*/track/open.php mandrillapp.com/track
        Mapp | /tr/p.gif? enews.zdnet.com/imagelibrary/
        Marketo | marketo.com/trk
        Maropost | /a/#/open/#/#/
        MDirector | track.mdrctr.com/track/open/key/
        Medallia | survey#.medallia*/?%&invite-opened=yes survey.medallia*/?%&invite-opened=yes
        Mention | mention.com/e/o/
        Mercari | bmo.mercari.jp
        MessageGears | /o/4/eyJhaSI6
        Meta (Facebook) | facebook.com/aymt/aa/ facebook.com/email_open_log_pic.php facebook.com/r/v/
        Meta (Facebook) | facebookdevelopers.com/trk fb.com/trk
        MetaData | metadata.io/e1t/o/
        Microsoft | dist.nam.formspro.microsoft.com/api/invite/outbound/ gridinbound.blob.core.windows.net
        Microsoft | mucp.api.account.microsoft.com svc.dynamics.com/t/i/
        MixMax | email.mixmax.com mixmax.com/api/track/ mixmax.com/e/o track.mixmax.com
        Mixpanel | api.mixpanel.com/tr mixpanel.com/track mixpanel.com/trk
        Moneyforward | tm.moneyforward.com/I/
        Movable Ink | /p/cp/*/o.gif /p/rp/%16.png /p/up/*/o.gif
        Mumara | /campaign/track-email/#__#__#__#
        MyEmma | e2ma.net/track t.e2ma.net
        Nation Builder | nationbuilder.com/r/o nationbuilder.com/wf/open
        NeteCart | netecart.com/ltrack
        Netflix | beaconimages.netflix.net/img/
        NetHunt | nethunt.co*/pixel.gif nethunt.com/api/v1/track/email/
        Neustar | /emailprefs/images/%/#/
        Newegg | newegg.com/mr/*.gif
        NewtonHQ | tr.cloudmagic.com
        NTT | club-ntt-west.com/cn-w/cmn/img/1.png
        Omnisend | /transactional/track/*?signature=
        Ongage | /?xol=*&eih= /?xul=*&eih=
        OpenBracket | openbracket.co/track
        OpenWork | openwork.jp/log_mail_open_com
        Opicle | track.opicle.com
        Oracle | /e/FooterImages/FooterImage /pub/as?_ri_= /t/o? bm23.com/t/ bm5150.com/t/ dynect.net/trk.php
        Oracle | en25.com/e/ lifelock.custhelp.com/rd/ tags.bluekai.com/site
        OutMaster | outmaster.co/mailer/index.php/campaigns/
        Outreach | /api/mailings/opened a.science-recruiting.com/api/mailings/opened app.outreach.io
        Outreach | getoutreach.com/api/mailings/opened outrch.com/api/mailings/opened
        Paved | vpdae.com/open/#.gif
        PayBack | email.payback.in/a/ mail.payback.in/tr/
        PayPal | paypal-communication.com/O/ t.paypal.com/ts?
        Paystone | link.datacandy.com/i/
        Paytm | email.paytm.com/wf/open trk.paytmemail.com
        Peach Aviation | mag.flypeach.com/c/ mlapp.flypeach.com/mail/prod/receipt/read.php?id=
        Pepipost | /^^^^^^^^^?id=
        PersistIQ | infinite-stream-5194.herokuapp.com/pixel
        phpList | /ut.php?u= phplist.com/lists/ut.php
        PipeDrive | api.nylas.com/open pipedrive.com/wf/open
        Playdom | playdom.com/g
        Plusgrade | upgrade.plusgrade.com/offer/
        Polymail | polymail.io/v2/z polymail.io/v2/z/ share.polymail.io
        Postmark | pstmrk.it
        Press Ganey | email.patients.pgsurveying.com
        ProductHunt | links.producthunt.com/oo/
        ProlificMail | prolificmail.com/ltrack
        Qualtrics | /WRQualtricsContacts/Watermark.php
        Quora | quora.com/qemail/mark_read
        Rabobank | mail.rabobank.nl/public/o/
        Rakuten | cl.rakuten-bank.co.jp/rw/beacon_ cmb.rakuten-sec.co.jp/bin/checker
        Rakuten | img.travel.rakuten.co.jp/share/mail/img/open/ r.rakuten.co.jp
        ReachMail | /open/*/image.gif
        ReplyCal | replycal.com/*index/?token
        ReplyMsg | replymsg.com
        Responder.co.il | opens.responder.co.il
        Rewe | epost.rewe.de/action/view/
        Rocketbolt | email.rocketbolt.com/o/
        Rule | app.rule.io/track/image
        Runtastic | runtastic.com/mo/
        Sailthru | /img/%/%8.gif sailthru.com/trk
        Salesforce | /open.aspx? app.relateiq.com/t.png beacon.krxd.net click.*/open.aspx exct.net/open.aspx
        Salesforce | nova.collect.igodigital.com pardot.com/r/ pixel.inbox.exacttarget.com/pixel.gif
        Salesforce | salesforceiq.com/t.png welcome.michaelcassel.com/r/*/open/1
        SalesHandy | saleshandy.com/web/email/countopened
        SalesLoft | salesloft.com/email_trackers
        Segment | email.segment.com/e/o/
        Selligent | /optiext/optiextension.dll emsecure.net selligent.com slgnt.eu slgnt.us strongview.com/t
        SendGrid | /wf/open?upn ablink.comms.trainline.com ablink.email.etsy.com ablink.emails.just-eat.co.uk
        SendGrid | ablink.hello.wyze.com/ss/o/ ablink.m1.cratejoy.com ablink.mail.delosdestinations.com
        SendGrid | ablink.mail.free-now.com ablink.marketing.li.me ablink.rider.li.me sendgrid.com/mpss/o
        SendGrid | sendgrid.com/ss/o sendgrid.com/trk sendgrid.com/wf/open sendgrid.net/mpss/o sendgrid.net/ss/o
        SendGrid | sendgrid.net/trk sendgrid.net/wf/open
        SendPulse | stat-pulse.com
        Sendy | /sendy/t/ /t/%/%
        Shopify | /tools/emails/open/
        Signal | signl.live/tracker
        Skillsoft | skillsoft.com/trk
        Smore | smore.com/app/reporting/pixel/
        SMTP.com | track.smtpsendmail.com/#/o
        Snov.io | /track/open/v2-
        SparkPost | /q/*~~/ click.email.active.com/q/ click.uber.com/q/ go.sparkpostmail.com/q/ mailer.codepen.io/q
        SparkPost | opens.zapier.com/q/ post.spmailtechno.com/q/ sp.trk.homeaway.com/q/ sparkpost.com/q/
        SparkPost | sparkpostmail2.com sptrack.trello.com/q/ t.drop.com/q/ track.sp.actionkit.com/q/
        SparkPost | x.getclockwise.com/q/
        Splio | trk-2.net/ouv
        Sprinklr | tracking-prod.sprinklr.com
        Squarespace | engage.squarespace-mail.com/v2/a.gif
        Staples | /ctt/mktOpen?
        Steam | store.steampowered.com/emi/
        Step Coupon | step-coupon.com/review_mail_read_status.html
        Streak | mailfoogae.appspot.com streak.com/e/o/
        Substack | substack.com/o/
        Superhuman | r.superhuman.com
        Taguchi | taguchimail.com/i/app
        TataDocomoBusiness | tatadocomobusiness.com/rts/
        Techgig | *tj_mailer_opened_count_all.php
        Telstra | tapi.telstra.com/presentation/v1/notification-mngmt/delivery-status-tracker
        The Atlantic | data-cdn.theatlantic.com/email.gif links.e.theatlantic.com/open/log/
        The Chronicle of Higher Education | d2uowlhdj52lqx.cloudfront.net/emailbeacon.png
        The Washington Post | palomaimages.washingtonpost.com/pr2/*-beacon-#-#-#-# s2.washingtonpost.com/beacon/
        TheTopInbox | thetopinbox.com/track/
        Thunderhead | na5.thunderhead.com
        Tinyletter | tinyletterapp.com
        ToutApp | go.toutapp.com
        TrackApp | trackapp.io/b/ trackapp.io/r/ trackapp.io/static/img/track.gif
        is-tracking-pixel-api-prod.appspot.com | is-tracking-pixel-api-prod.appspot.com
        Traverse | *getpic.php*?l= /v1/*/#.gif?emailMd5Lower=
        Tripolis | /public/o/*/t.gif
        Trustyou | analytics.trustyou.com/surveys/api/mailing/events/invitation/opened
        Twilio | api.segment.io/v1/pixel/track
        Twitch | spade.twitch.tv/track
        Twitter | twitter.com/scribe/ibis
        Udacity | udacity.com/wf/open
        UNiDAYS | links#.m.myunidays.com links.m.myunidays.com
        Unsplash (Mailgun) | email.unsplash.com/o/
        Upland PostUp | efeedbacktrk.com
        Upwork | email.mg.upwork.com/o/
        US Bancorp | post-images.com/amy/open.action
        User.com | user.com/emails/open/
        Validity (Return Path) | /ea/*/?e= returnpath.net/pixel.gif
        Varibase | e.varibase.com/mail/MOS
        Vcommission | tracking.vcommission.com
        Verizon | verizon.com/econtact/ecrm/EmailTracking.serv
        VinSolutions | vinlens.com/email.ashx?c=
        Vinted | vinted.%/crm/email_track?crm_email_id=
        Vtiger | od2.vtiger.com/shorturl.php
        Walmart | w-mt.co/g/rptrcks/comm-smart-app/services/tracking/openTracker
        We Are Web | tracking.weareweb.in/index.php/campaigns/
        Webtrekk | webtrekk.net
        WhatCounts | /t?c=#&r=#&l=#&t=#&e= whatcounts.com
        WildApricot | /EmailTracker/EmailTracker.ashx wildapricot.com/o/ wildapricot.org/emailtracker
        Windscribe | windscribe.com/pixel
        Wise (Transferwise) | api.transferwise.com links.transferwise.com/track/
        Wish | wish.com/email-beacon.png
        Wix | shoutout.wix.com shoutout.wix.com/*/pixel/
        WordPress | pixel.wp.com/t.gif
        Workona | workona.com/mk/op/
        Yahoo | a.analytics.yahoo.com/p.pl
        Yahoo Japan | dsb.yahoo.co.jp/api/v1/clear.gif
        YAMM | yamm-track.appspot*
        Yardi | /t/teo?ref=
        Yesware | t.yesware.com yesware.com/t/ yesware.com/trk
        Zendesk | futuresimple.com/api/v1/sprite.png
        Zeta Global | e.email.consumerreports.org/open/ e.newsletters.cnn.com/open/
        Zoho | /open.gif maillist-manage.com/clicks/ sender#.zohoinsights-crm.com/ocimage/
        """#
}
