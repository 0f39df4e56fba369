/// A chart is drawn twice, for a page and for a phone, so that its type has the same size on both; the style sheet
/// shows one of the two.
enum ChartSize: String, CaseIterable {
    case wide, narrow

    var width: Double { self == .wide ? 760 : 350 }
    var height: Double { self == .wide ? 250 : 210 }
}
