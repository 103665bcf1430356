# The texts, in the language asked for: strings.tsv has a line for each, `key TAB English TAB
# Korean`. {name} in a text is replaced by value["name"]. A key or name that is not known ends the
# program.

function strings_load(path, language,    line, field, count, number) {
    while ((getline line < path) > 0) {
        number++
        if (line == "" || line ~ /^#/)
            continue
        count = split(line, field, "\t")
        if (count != 3 || (field[1] in strings_text))
            strings_refuse(path, number, "not `key TAB English TAB Korean`, or a key seen before")
        strings_text[field[1]] = language == "ko" ? field[3] : field[2]
    }
    close(path)
    if (number == 0)
        strings_refuse(path, 0, "cannot be read")
}

function strings_refuse(path, line, what) {
    printf "%s:%d: %s\n", path, line, what > "/dev/stderr"
    exit 70
}

# Reads `name=value` lines into value[].
function values_load(path,    line, at) {
    while ((getline line < path) > 0) {
        at = index(line, "=")
        value[substr(line, 1, at - 1)] = substr(line, at + 1)
    }
    close(path)
}

# The text of a key.
function t(key,    text, done, name) {
    if (!(key in strings_text))
        strings_refuse("strings.tsv", 0, "there is no text \"" key "\"")
    text = strings_text[key]
    while (match(text, /\{[a-z0-9_]+\}/)) {
        name = substr(text, RSTART + 1, RLENGTH - 2)
        if (!(name in value))
            strings_refuse("strings.tsv", 0, "nothing is known of {" name "}")
        done = done substr(text, 1, RSTART - 1) value[name]
        text = substr(text, RSTART + RLENGTH)
    }
    return done text
}
