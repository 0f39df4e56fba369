extension String {
    /// With a capital first letter: "Week".
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
