extension SubjectPath {
    /// Whether a path that a remark names is the file under review: equal, or the end of the other, part for part.
    public static func names(_ named: String, subject: String) -> Bool {
        if named == subject { return true }
        let (short, long) = named.utf8.count < subject.utf8.count ? (named, subject) : (subject, named)
        return !short.isEmpty && long.hasSuffix("/" + short)
    }
}
