// swift-tools-version: 6.2
import PackageDescription

/// Imports stay private unless they say otherwise, and `any` is written out.
let common: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// Code of our own: the compiler proves that nothing unsafe lives in it, and a warning is an error.
let strict: [SwiftSetting] = common + [.strictMemorySafety(), .treatAllWarnings(as: .error)]

/// Modules that wrap a C library: the only places where pointers live.
let wrapper: [SwiftSetting] = common

/// A C library of the system: a module map and a shim header, nothing else.
func system(_ name: String, pkgConfig: String? = nil, _ debianPackage: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debianPackage])])
}

let package = Package(
    name: "Backstamp",
    products: [
        .library(name: "Backstamp", targets: ["Backstamp"]),
        .executable(name: "backstamp", targets: ["BackstampCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Starts and reaps the workers of a scan. Foundation is not needed for that.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        // SQLite, for the archive that `scan --output x.sqlite` writes.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The C libraries. libunbound, libspf2: their .pc file is broken or missing, the module map links them.
        system("CGMime", pkgConfig: "gmime-3.0", "libgmime-3.0-dev"),
        system("COpenDKIM", pkgConfig: "opendkim", "libopendkim-dev"),
        system("CSPF2", "libspf2-dev"),
        system("CUnbound", "libunbound-dev"),
        system("CLocation", pkgConfig: "libloc", "libloc-dev"),
        system("CMaxMind", pkgConfig: "libmaxminddb", "libmaxminddb-dev"),
        system("CPSL", pkgConfig: "libpsl", "libpsl-dev"),
        system("CICU", pkgConfig: "icu-i18n", "libicu-dev"),
        system("CCrypto", pkgConfig: "libcrypto", "libssl-dev"),
        // For the tests alone, as an oracle; the module map links it, so that a build without it does not ask for it.
        system("CGumbo", "libgumbo-dev"),
        system("CZlib", pkgConfig: "zlib", "zlib1g-dev"),
        system("CLZMA", pkgConfig: "liblzma", "liblzma-dev"),
        system("CZstd", pkgConfig: "libzstd", "libzstd-dev"),
        // Calls of Linux that the C library hides from Swift.
        system("CLinux", "libc6-dev"),

        // One module per protocol or library; the C behind it is its private business.
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "DNS", dependencies: ["JSON", "CUnbound"], swiftSettings: wrapper),
        .target(name: "MIME", dependencies: ["CGMime", "CCrypto"], swiftSettings: wrapper),
        .target(name: "Domains", dependencies: ["CPSL", "CICU"], swiftSettings: wrapper),
        .target(name: "DKIM", dependencies: ["MIME", "DNS", "Domains", "COpenDKIM", "CCrypto"], swiftSettings: wrapper),
        .target(name: "ARC", dependencies: ["MIME", "DNS", "DKIM"], swiftSettings: strict),
        .target(name: "SPF", dependencies: ["DNS", "Domains", "CSPF2"], swiftSettings: wrapper),
        .target(name: "Geography", dependencies: ["DNS", "CLocation", "CMaxMind"], swiftSettings: wrapper),
        .target(name: "HTML", dependencies: ["Domains"], swiftSettings: strict),
        .target(name: "Compression", dependencies: ["CZlib", "CLZMA", "CZstd"], swiftSettings: wrapper),

        // The analyser, in pipeline order; readers of archives; the command line.
        .target(
            name: "Backstamp",
            dependencies: ["JSON", "DNS", "MIME", "Domains", "DKIM", "ARC", "SPF", "Geography", "HTML"],
            swiftSettings: strict),
        .target(
            name: "BackstampArchive",
            dependencies: [
                "Backstamp", "MIME", "JSON", "SPF", "DKIM", "ARC", "Geography", "Compression", "CLinux",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "BackstampStore",
            dependencies: ["BackstampArchive", "Backstamp", "MIME", "JSON", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .executableTarget(
            name: "BackstampCLI",
            dependencies: [
                "Backstamp", "BackstampArchive", "BackstampStore", "JSON", "DNS", "MIME", "SPF", "DKIM", "HTML", "Domains", "Geography",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What several of the tests below use; no part of the program.
        .target(
            name: "TestSupport", dependencies: ["DNS", "MIME", "DKIM", "CCrypto"], path: "Tests/TestSupport",
            swiftSettings: common),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: common),
        .testTarget(
            name: "DNSTests", dependencies: ["DNS", "JSON", "MIME", "DKIM", "SPF", "Backstamp", "TestSupport"],
            swiftSettings: common),
        .testTarget(name: "MIMETests", dependencies: ["MIME", "TestSupport"], swiftSettings: common),
        .testTarget(name: "DomainsTests", dependencies: ["Domains", "TestSupport"], swiftSettings: common),
        .testTarget(name: "DKIMTests", dependencies: ["DKIM", "DNS", "MIME", "CCrypto", "TestSupport"], swiftSettings: common),
        .testTarget(name: "ARCTests", dependencies: ["ARC", "DKIM", "DNS", "MIME", "TestSupport"], swiftSettings: common),
        .testTarget(name: "SPFTests", dependencies: ["SPF", "DNS", "TestSupport"], swiftSettings: common),
        .testTarget(name: "GeographyTests", dependencies: ["Geography", "DNS"], swiftSettings: common),
        .testTarget(name: "HTMLTests", dependencies: ["HTML", "TestSupport"], swiftSettings: common),
        .testTarget(
            name: "BackstampTests",
            dependencies: [
                "Backstamp", "JSON", "DNS", "MIME", "DKIM", "ARC", "SPF", "Geography", "HTML", "Domains", "CGumbo",
                "TestSupport",
            ],
            swiftSettings: common),
        .testTarget(
            name: "BackstampArchiveTests", dependencies: ["BackstampArchive", "Backstamp", "JSON", "TestSupport"],
            swiftSettings: common),
        .testTarget(
            name: "BackstampStoreTests",
            dependencies: [
                "BackstampStore", "BackstampArchive", "Backstamp", "DNS", "JSON", "MIME",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: common),
        .testTarget(name: "BackstampCLITests", dependencies: ["BackstampCLI"], swiftSettings: common),
        .testTarget(name: "HouseTests", dependencies: ["Backstamp"], swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)

// Measured, not shipped: `make bench` and `make bench-content`. Apart, because a plain build does not need them, nor libgumbo.
if Context.environment["BACKSTAMP_BENCHMARKS"] != nil {
    package.targets += [
        .executableTarget(
            name: "ContentBench", dependencies: ["Backstamp", "MIME", "HTML", "CGumbo"], path: "Benchmarks/ContentBench",
            swiftSettings: common),
        .executableTarget(
            name: "StageBench", dependencies: ["Backstamp", "BackstampArchive", "DNS", "Geography", "JSON", "MIME"],
            path: "Benchmarks/StageBench", swiftSettings: common),
    ]
}
