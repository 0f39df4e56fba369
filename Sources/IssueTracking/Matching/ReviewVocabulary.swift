/// What words mean in reviews of tests: which say next to nothing, and which say the same.
///
/// Keyed by the hash of the stem (``Wording/hash(_:)``), built once.
enum ReviewVocabulary {
    /// How much a common word of reviews counts beside a rare one.
    static let commonWeight = 0.25

    /// The word that stands for all of a word's synonyms, itself where it has none; and whether it says next to nothing.
    static func meaning(of stem: UInt64) -> (canonical: UInt64, isCommon: Bool) { meanings.find(stem) }

    private static func canonical(_ stem: UInt64) -> UInt64 { synonyms[stem] ?? stem }

    /// Both tables in one that is made for look-ups, since every word of every finding is looked up: keys are hashes
    /// already, and stand where their lower bits say or behind.
    private struct Meanings {
        private var keys: [UInt64]
        private var canonicals: [UInt64]
        private var areCommon: [Bool]

        init(common: Set<UInt64>, synonyms: [UInt64: UInt64]) {
            var size = 64
            while size < 4 * (common.count + synonyms.count) { size *= 2 }
            keys = [UInt64](repeating: 0, count: size)
            canonicals = keys
            areCommon = [Bool](repeating: false, count: size)
            // 0 is the free place; no stem has that hash.
            for key in common.union(synonyms.keys) where key != 0 {
                let place = place(of: key)
                keys[place] = key
                canonicals[place] = synonyms[key] ?? key
                areCommon[place] = common.contains(key)
            }
        }

        func find(_ key: UInt64) -> (canonical: UInt64, isCommon: Bool) {
            let place = place(of: key)
            return keys[place] == key ? (canonicals[place], areCommon[place]) : (key, false)
        }

        private func place(of key: UInt64) -> Int {
            let mask = keys.count - 1
            var place = Int(truncatingIfNeeded: key ^ key >> 32) & mask
            while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
            return place
        }
    }

    private static let meanings = Meanings(common: common, synonyms: synonyms)

    private static let common: Set<UInt64> = Set(
        commonWords.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { hashOfStem($0) }
            .flatMap { [$0, canonical($0)] })

    private static let synonyms: [UInt64: UInt64] = {
        var table: [UInt64: UInt64] = [:]
        for row in synonymRows.split(separator: "\n") {
            let words = row.split(separator: " ").map { hashOfStem($0) }
            guard let first = words.first else { continue }
            for word in words where table[word] == nil { table[word] = first }
        }
        return table
    }()

    /// The stem of a word that stands for its synonyms, by its hash; `nil` for any other word.
    static func stem(ofCanonical hash: UInt64) -> [UInt8]? { canonicalStems[hash] }

    private static let canonicalStems: [UInt64: [UInt8]] = Dictionary(
        synonymRows.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(stem) }
            .map { (Wording.hash($0), $0) }, uniquingKeysWith: { first, _ in first })

    private static func stem(of word: Substring) -> [UInt8] {
        var bytes = Array(word.utf8).filter { $0 != UInt8(ascii: "-") }
        Stemming.stem(&bytes)
        return bytes
    }

    private static func hashOfStem(_ word: Substring) -> UInt64 { Wording.hash(stem(of: word)) }

    /// Words that reviews of tests use of anything: function words of four languages, the words of advice, and the
    /// words for tests and code as such.
    private static let commonWords = """
        a about above after again all also always although an and another any are as at be because been before being
        below better between both but by can cannot case cause check clear code comment consider could current do does
        doe don done each either else ensure etc even every example exist expect fact few file find first fix following
        for from full function further get give given go good have has help here high how however i if improve in
        include instead into is issue it its itself just keep know last later least less let like likely line look low
        make many may maybe mean medium method might minor more most much must need never new nit no none nor not note
        nothing now of off often on once one only or other others otherwise our out over own part pass place please
        point possible prefer problem put rather read reader real really reason recommend remain remove result right
        run same second see seem set several severity shall should show simple since single so some something still
        such suggest suite sure take tell test than that the their them then there therefore these they thing think
        third this those though three through thus to today together too two under unless until up us use used useful
        uses using usual value various verify very via want was way we well were what when where whether which while
        who whole why will with within without work would write written yet you your zero class call actual actually
        code currently depend behaviour behavior reviewer review suggestion impact recommendation severity category
        location finding remark
        der die das ein eine einer eines einem einen und oder nicht kein keine ist sind wird werden wurde wurden sein
        im in am an auf aus bei mit nach nur noch noch von vor zu zum zur es er sie man auch aber als dass den dem des
        diese dieser dieses dies hier da sich so wie wenn weil durch für gegen ohne über unter um statt mehr sehr
        zeile zeilen beide beiden jede jeder jedes alle sollte sollten könnte kann muss hat haben wäre
        le la les un une des du de et ou ne pas est sont être été par pour avec sans dans sur sous ce cet cette ces il
        elle on que qui quoi dont où mais plus moins aussi si se son sa ses leur leurs au aux en y à même tout tous
        toute toutes ligne lignes fait faire peut doit faudrait serait
        el los las una unos unas es son por para con sin como más pero también se su sus lo al del
        """

    /// One row a meaning; the first word stands for the others. Words of several languages stand together.
    private static let synonymRows = """
        mock stub fake double spy attrappe ersatz doublure bouchon simulacre モック スタブ
        sleep wait pause delay schlafen warten wartezeit pausiert attente attendre attend délai spanne espera 待機
        literal hard-coded hardcoded magic constant fest konstante magisch magique littéral codé 固定値
        timeout time-out deadline zeitlimit délai-maximal タイムアウト
        duplicate copy repeat identical redundant redundancy copied clone doppelt dupliziert kopiert wiederholt duplizierte kopie dupliqué copié copie répété répétition duplication 重複
        assert assertion assertive prüft prüfung geprüft zusicherung vérifie vérification vérifié アサーション 検証
        cleanup clean teardown restore aufräumen aufgeräumt zurückgesetzt wiederhergestellt nettoyage nettoyé restauré rétabli 後始末
        flaky unreliable intermittent nondeterministic non-deterministic nondeterminism wackelig instabil instable
        random zufällig zufall aléatoire hasard 乱数
        exception error raise throw ausnahme fehler erreur exception lève 例外
        swallow ignore suppress verschluckt ignoriert avalé ignoré
        unused dead unnecessary superfluous obsolete leftover ungenutzt unbenutzt überflüssig unnötig tot inutilisé superflu inutile mort 未使用
        name naming misname named misleading irreführend name benannt nom nommé trompeur 名前
        docstring documentation doc dokumentation documentation
        skip skipped disable ignored deaktiviert übersprungen désactivé sauté ignoré スキップ
        order ordering sequence sorted sort reihenfolge sortiert ordre tri trié 順序
        private internal internals intern interna privat interne privé 内部
        global shared share geteilt gemeinsam partagé partage グローバル
        parametrize parameterize parametrise parameterise parameterized parametrized parametrisiert paramétré paramétrer
        missing lack absent absence fehlt fehlend fehlen manque manquant absente 不足
        uncovered untested coverage cover ungetestet abgedeckt abdeckung couvert couverture カバレッジ
        network socket http netzwerk réseau ネットワーク
        folder directory dir verzeichnis ordner répertoire dossier
        environment env umgebung environnement
        clock time date now zeit uhr datum heure horloge date 時刻
        loose weak broad lax lenient vague schwach breit lasch faible large 弱い
        always tautology tautological trivially immer toujours
        close release unclosed leak freigegeben geschlossen fermé libéré fuite
        concurrent race thread threading parallel nebenläufig concurrence
                long lengthy huge large lang longue 長い
        helper fixture setup set-up vorbereitung préparation
        unclear confusing obscure cryptic unklar unverständlich obscur confus
        stale outdated deprecated legacy veraltet obsolète périmé
        print debug logging ausgabe affichage
        edge boundary corner limit grenzfall grenzwert limite 境界
        empty blank leer vide 空
        stop shutdown shut terminate kill quit beenden gestoppt arrêter arrêté detener parar 停止
        undo undone revert reset unset rollback zurücksetzen rückgängig annuler réinitialiser deshacer restablecer
        null nil none undefined nullptr
        reversed reverse swapped swap inverted vertauscht umgekehrt inversé invertido 逆
        abort cancel interrupt abgebrochen abbruch annulé interrompu cancelado 中断
        upper maximum max maximal höchstens obergrenze máximo 上限
        lower minimum min minimal mindestens untergrenze mínimo 下限
        loop iterate iteration schleife boucle bucle ループ
        message text wording meldung nachricht libellé mensaje メッセージ
        delete remove drop discard entfernen löschen gelöscht supprimer retirer eliminar borrar 削除
        import imports importiert importé
        temporary temp tmp temporär temporaire temporal 一時
        subprocess process child prozess processus proceso プロセス
        default standardwert défaut predeterminado 既定
        unreachable inaccessible unerreichbar inalcanzable 到達
        comment commented auskommentiert commenté comentado コメント
        snapshot golden aufnahme instantané
        permission access right berechtigung permiso 権限
        password secret credential token passwort geheimnis secreto mot-de-passe 秘密
        retry attempt wiederholung versuch tentative reintento 再試行
        """
}
