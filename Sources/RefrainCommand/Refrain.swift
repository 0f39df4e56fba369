import ArgumentParser
import GRDB
import Crypto
import Mustache
import Yams
import Subprocess
@main struct Refrain: ParsableCommand { }
