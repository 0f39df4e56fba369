#!/bin/sh
# Installs the completions of the given refrain for bash, zsh and fish, and its man page, for this user alone.
set -eu
refrain=${1:?usage: completions.sh PATH-OF-REFRAIN}
data=${XDG_DATA_HOME:-$HOME/.local/share}
fish=${XDG_CONFIG_HOME:-$HOME/.config}/fish/completions
here=$(dirname "$0")

mkdir -p "$data/bash-completion/completions" "$data/zsh/site-functions" "$fish" "$data/man/man1"
"$refrain" --generate-completion-script bash > "$data/bash-completion/completions/refrain"
"$refrain" --generate-completion-script zsh > "$data/zsh/site-functions/_refrain"
"$refrain" --generate-completion-script fish > "$fish/refrain.fish"
cp "$here/../Documentation/man/refrain.1" "$data/man/man1/refrain.1"

echo "bash: $data/bash-completion/completions/refrain (with the package bash-completion; open a new shell)"
echo "zsh:  $data/zsh/site-functions/_refrain (with this folder in fpath before compinit)"
echo "fish: $fish/refrain.fish"
echo "man:  $data/man/man1/refrain.1"
