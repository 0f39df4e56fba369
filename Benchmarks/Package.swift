// swift-tools-version: 6.1
// Workloads for Refrain, run against the built executable as its users run it.

import PackageDescription

let package = Package(
    name: "benchmarks",
    targets: [
        .executableTarget(name: "benchmarks", swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
