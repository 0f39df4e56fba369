// swift-tools-version: 6.1
// Refrain: a findings database for code reviews.
//
// Targets stand from the ground floor up: each may import only what stands above it in this list.

import PackageDescription

/// What every target is held to.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "refrain",
    products: [
        .executable(name: "refrain", targets: ["RefrainCommand"])
    ],
    dependencies: [
        // Foundation-free argument parsing, help texts and completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Digests of documents, from which every uid is made.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // SQLite, on the system's libsqlite3.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // HTML templates that escape by default.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // `.refrain/config.yml`.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // git, as a child process.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Build tools: text files of a target become Swift literals, so that one executable is all there is to copy.
        .executableTarget(name: "embed-text", swiftSettings: strict),
        .plugin(name: "EmbedTextPlugin", capability: .buildTool(), dependencies: ["embed-text"]),

        // C libraries from Debian.
        .systemLibrary(
            name: "CMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // XML formats: no entity is loaded or declared.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        // What SQLite is told before its first use.
        .target(name: "CSQLiteSetup", linkerSettings: [.linkedLibrary("sqlite3")]),
        // What the C library is told at the start.
        .target(name: "CProcessSetup"),
        // Packs documents; zlib unpacks them, piece by piece.
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .target(
            name: "CSimdJSON",
            linkerSettings: [.linkedLibrary("simdjson")]),

        // The migrations and the named queries, as text.
        .target(
            name: "FindingsSQL", exclude: ["Migrations", "Queries"],
            swiftSettings: strict, plugins: ["EmbedTextPlugin"]),
        // Value types: review, finding, severity, line range, category. No I/O.
        .target(
            name: "FindingsModel", exclude: ["Catalogue"],
            swiftSettings: strict, plugins: ["EmbedTextPlugin"]),
        // Prose and Markdown to findings. Pure.
        .target(
            name: "ProseExtraction", dependencies: ["FindingsModel", "CMarkGFM"],
            exclude: ["Lexicon", "Vocabulary", "Weights"],
            swiftSettings: strict, plugins: ["EmbedTextPlugin"]),
        // What the learning of weights has in common.
        .target(name: "Learning", swiftSettings: strict),
        // Learns from labelled remarks what words say of a category (`make train`).
        .executableTarget(
            name: "train-categories", dependencies: ["FindingsModel", "Learning", "ProseExtraction"],
            swiftSettings: strict),
        // Learns from labelled sentences and reviews which sentence is a review's verdict (`make train-verdicts`).
        .executableTarget(
            name: "train-verdicts", dependencies: ["Learning", "ProseExtraction"], swiftSettings: strict),
        // Learns from labelled reviews where in running text a remark begins (`make train-boundaries`).
        .executableTarget(
            name: "train-boundaries", dependencies: ["Learning", "ProseExtraction"], swiftSettings: strict),
        // Learns from labelled reviews which of what looks like a remark is one (`make train-groups`).
        .executableTarget(
            name: "train-groups", dependencies: ["Learning", "ProseExtraction"], swiftSettings: strict),
        // Documents of every format to reviews; where and when they come from.
        .target(
            name: "Ingestion",
            dependencies: [
                "CExpat", "CZlib", "FindingsModel", "ProseExtraction", "CSimdJSON",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            exclude: ["Mapping/rules.tsv", "Mapping/severities.tsv"], swiftSettings: strict,
            plugins: ["EmbedTextPlugin"]),
        // Which finding is which issue, and what state an issue is in. Pure.
        .target(
            name: "IssueTracking", dependencies: ["FindingsModel"], exclude: ["Weights"], swiftSettings: strict,
            plugins: ["EmbedTextPlugin"]),
        // Learns from remarks that tell of one problem in other words what words mean (`make train-meaning`).
        .executableTarget(
            name: "train-meaning", dependencies: ["FindingsModel", "IssueTracking", "Learning"], swiftSettings: strict),
        // Fits the weights of matching to labelled reviews (`make train-matching`). What it has in common with the
        // benchmarks lies there.
        .executableTarget(
            name: "train-matching", dependencies: ["FindingsModel", "Ingestion", "IssueTracking"], swiftSettings: strict
        ),
        // The database.
        .target(
            name: "FindingsStore",
            dependencies: [
                "CDeflate", "CSQLiteSetup", "CZlib", "FindingsModel", "FindingsSQL", "IssueTracking",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            exclude: ["Statements", "Views"], swiftSettings: strict, plugins: ["EmbedTextPlugin"]),
        // Report models from named queries, and their renderings.
        .target(
            name: "Reports",
            dependencies: [
                "FindingsModel", "FindingsStore", "IssueTracking",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            exclude: ["Guidelines", "Templates"], swiftSettings: strict, plugins: ["EmbedTextPlugin"]),
        // The executable `refrain`.
        .executableTarget(
            name: "RefrainCommand",
            dependencies: [
                "CProcessSetup", "FindingsModel", "FindingsStore", "Ingestion", "IssueTracking", "ProseExtraction",
                "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),

        // A test target a room; CommandTests drive the built executable as a process.
        .testTarget(name: "FindingsSQLTests", dependencies: ["FindingsSQL"], swiftSettings: strict),
        .testTarget(name: "FindingsModelTests", dependencies: ["FindingsModel"], swiftSettings: strict),
        .testTarget(
            name: "ProseExtractionTests", dependencies: ["ProseExtraction"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "IngestionTests", dependencies: ["CZlib", "Ingestion"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(name: "IssueTrackingTests", dependencies: ["IssueTracking"], swiftSettings: strict),
        .testTarget(name: "FindingsStoreTests", dependencies: ["FindingsStore"], swiftSettings: strict),
        .testTarget(name: "ReportsTests", dependencies: ["Reports"], swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: ["RefrainCommand", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
    ]
)
