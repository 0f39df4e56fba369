#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The two functions of the mathematical library that scores need.
enum Exponential {
    static func of(_ x: Double) -> Double { exp(max(-60, min(60, x))) }
    static func logarithm(_ x: Double) -> Double { log(x) }
}
