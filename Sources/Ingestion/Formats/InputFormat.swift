import FindingsModel

/// A format that documents of reviews come in. One file and one line in ``InputFormats/all`` each.
public protocol InputFormat: Sendable {
    /// What `--from` takes and the database stores: `sarif`.
    var id: String { get }
    /// The format's name: "SARIF 2.1.0".
    var title: String { get }
    /// One sentence: what it is and who writes it.
    var summary: String { get }
    /// A document without any text is a report without findings, where the format is given by name.
    var takesEmpty: Bool { get }
    /// The tool itself prints words around its JSON.
    var hasWordsAround: Bool { get }
    /// Reads all of several values behind one another, and not the first alone.
    var readsPages: Bool { get }
    /// What the format's JSON is known by where it is damaged; none for other than JSON.
    var tellingKeys: TellingKeys { get }

    /// Whether the content, never the name, is of this format.
    func recognizes(_ document: SourceDocument) -> Bool

    /// Hands each review of the document to `sink`, in order.
    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError)
}

extension InputFormat {
    public var takesEmpty: Bool { false }
    public var hasWordsAround: Bool { false }
    public var readsPages: Bool { false }
    public var tellingKeys: TellingKeys { TellingKeys() }
}

/// The formats that Refrain reads, in the order in which they are asked; the one that takes anything is last.
public enum InputFormats {
    public static let all: [any InputFormat] = own + ToolListings.all + rest

    private static let own: [any InputFormat] = [
        SARIFFormat(),
        RefrainFormat(),
        RefrainLinesFormat(),
        RefrainRecordsFormat(),
        RDJSONFormat(),
        RDJSONLinesFormat(),
        LanguageServerFormat(),
        VSCodeFormat(),
        SpectralFormat(),
        DenoLintFormat(),
        BiomeFormat(),
        GitLabCodeQualityFormat(),
        GitLabSASTFormat(),
        SonarQubeFormat(),
        SonarQubeSearchFormat(),
        ESLintFormat(),
        VFileFormat(),
        CSpellFormat(),
        PylintFormat(),
        RuffFormat(),
        CICommandsFormat(),
        Flake8Format(),
        MypyFormat(),
        PyrightFormat(),
        BanditFormat(),
        SemgrepFormat(),
        ShellCheckFormat(),
        StylelintFormat(),
        PHPCodeSnifferFormat(),
        PHPStanFormat(),
        GCCFormat(),
        CargoFormat(),
        CppcheckFormat(),
        SpotBugsFormat(),
        SQLFluffFormat(),
        CheckovFormat(),
        HadolintFormat(),
        RadonFormat(),
        LizardFormat(),
        RuboCopFormat(),
        GosecFormat(),
        GolangCIFormat(),
        SwiftLintFormat(),
        CheckstyleFormat(),
        LintXMLFormat(),
        PMDFormat(),
        CPDFormat(),
        CodeQLTableFormat(),
        FlawfinderTableFormat(),
        CoffeeLintTableFormat(),
        JUnitFormat(),
        GoogleTestFormat(),
        SonarTestsFormat(),
        DotNetTestsFormat(),
        RSpecFormat(),
        PytestLogFormat(),
        GoTestFormat(),
        GoVetFormat(),
        PITFormat(),
        NPMAuditFormat(),
        OSVScannerFormat(),
        AndroidLintFormat(),
        InspectCodeFormat(),
        IntelliJFormat(),
        GitHubAnnotationsFormat(),
        GitHubCommentsFormat(),
        GitHubThreadsFormat(),
        GitHubAlertsFormat(),
        GitLabDiscussionsFormat(),
        BitbucketCommentsFormat(),
        GerritCommentsFormat(),
        AzureThreadsFormat(),
        PRAgentFormat(),
        TSDetectFormat(),
        JNoseFormat(),
        PyNoseFormat(),
        PytestSmellFormat(),
        SNUTSFormat(),
        STEELFormat(),
        FalseGreenFormat(),
    ]

    /// Those that know lines of text, then what any tool may write, then what anybody may.
    private static let rest: [any InputFormat] = [
        TAPFormat(),
        LintTableFormat(),
        GroupedLinesFormat(),
        CompilerLinesFormat(),
        EmptyListFormat(),
        ProseFormat(),
    ]

    public static var ids: [String] { all.map(\.id) }

    /// The format of an id, whatever the letters' case.
    public static func format(_ id: String) throws(IngestionError) -> any InputFormat {
        guard let format = all.first(where: { $0.id == id.lowercased() }) else {
            throw .unknownFormat(id, known: ids)
        }
        return format
    }
}
