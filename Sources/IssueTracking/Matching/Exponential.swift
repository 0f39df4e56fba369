#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The functions of the mathematical library that scores need.
enum Exponential {
    static func of(_ x: Double) -> Double { exp(max(-60, min(60, x))) }
    static func logarithm(_ x: Double) -> Double { log(x) }
    static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }
}
