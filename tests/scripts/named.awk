# What a Markdown file names, one thing a line: `link PATH`, `heading PATH#ANCHOR`, `path PATH` of what
# stands in backquotes and is a file's, `target NAME` of each `make NAME`, in backquotes or in a block
# of commands. Of a file before it, as `headings=1 FILE`, it prints the anchors instead.

# A heading's anchor, as GitHub makes it.
function anchor(heading)
{
    sub(/^#+ +/, "", heading)
    gsub(/[][`!"#$%&'()*+,.\/:;<=>?@\\^{|}~]/, "", heading)
    gsub(/ /, "-", heading)
    return tolower(heading)
}

# The targets of one command: words up to the first that is none; NAME=VALUE lies between them.
function targets(command, word)
{
    sub(/^ *([A-Z_]+=[^ ]+ )*make /, "", command)
    gsub(/[A-Z_]+=("[^"]*"|[^ ]*)/, "", command)
    while (match(command, /^ ?[a-z][a-z0-9-]*/)) {
        word = substr(command, 1, RLENGTH)
        command = substr(command, RLENGTH + 1)
        sub(/^ /, "", word)
        print "target " word
        if (sub(/^, /, " ", command) == 0 && command !~ /^ /)
            return
    }
}

# Files alone: with a known ending, or a folder's slash; neither a word of several nor an address.
function path(word)
{
    if (word ~ /[ <>:…=]/ || word ~ /^[-\/]/)
        return
    if (word ~ /\.(c|h|S|sh|awk|mk|md|gp|txt|tsv|css|inc|scene|cast)$/ || word ~ /^[A-Za-z0-9_.*-]+(\/[A-Za-z0-9_.*-]*)+$/)
        print "path " word
}

function backquoted(line, word)
{
    while (match(line, /`[^`]+`/)) {
        word = substr(line, RSTART + 1, RLENGTH - 2)
        line = substr(line, RSTART + RLENGTH)
        if (word ~ /^([A-Z_]+=[^ ]+ )*make /)
            targets(word)
        else
            path(word)
    }
}

function links(line, to)
{
    while (match(line, /\]\([^)]+\)/)) {
        to = substr(line, RSTART + 2, RLENGTH - 3)
        line = substr(line, RSTART + RLENGTH)
        if (to !~ /^[a-z]+:/)
            print (to ~ /#/ ? "heading " : "link ") to
    }
}

/^```/ {
    fenced = !fenced
    next
}

fenced || /^    / {
    if (!headings && $0 ~ /^ *([A-Z_]+=[^ ]+ )*make /)
        targets($0)
    next
}

headings {
    if (/^#/)
        print anchor($0)
    next
}

{
    backquoted($0)
    links($0)
}
