/// Networks of companies that let servers to anybody, by the number of their autonomous system. Mail from there was sent
/// by a server; whose it was, the network does not tell. General knowledge, as of November 2026; what a location database
/// itself marks counts as well.

enum HostingNetworks {
    static func contains(_ system: Int) -> Bool { systems.contains(system) }

    private static let systems: Set<Int> = [
        16509, 14618,  // Amazon Web Services
        396982,  // Google Cloud
        14061,  // DigitalOcean
        63949,  // Akamai (Linode)
        20473,  // Vultr
        16276,  // OVHcloud
        24940, 213230,  // Hetzner
        12876,  // Scaleway
        60781, 28753, 30633, 59253,  // Leaseweb
        51167,  // Contabo
        8560,  // IONOS
        13335,  // Cloudflare
        36352,  // HostPapa (ColoCrossing)
        46606,  // Newfold (Unified Layer)
        26496, 398101,  // GoDaddy
        45102, 37963,  // Alibaba Cloud
        132203, 45090,  // Tencent Cloud
        31898,  // Oracle Cloud
        36351,  // IBM Cloud (SoftLayer)
        9009,  // M247
        60068, 212238,  // Datacamp
        29802,  // Hivelocity
        8100,  // QuadraNet
        53667,  // FranTech
        55286,  // ServerMania
        40676,  // Psychz
        54290,  // Hostwinds
        22612,  // Namecheap
        47583,  // Hostinger
        197540,  // netcup
        33070, 27357, 19994, 15395,  // Rackspace
        20738, 34934,  // GoDaddy UK (Heart Internet), ANS (UKFast)
    ]
}
