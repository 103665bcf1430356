# Reads CSV files as RFC 4180 has them: quoted fields may hold commas, doubled quotes and line
# ends; lines end in LF or CRLF. What is not CSV is refused with file and line.

# Ends the program: `what` is wrong at `line` of `path` (line 0: with the whole file).
function csv_refuse(path, line, what) {
    printf "%s:%s %s\n", path, (line > 0 ? line ":" : ""), what > "/dev/stderr"
    exit 65
}

# Reads one record into csv_text, over several lines if quotes are open; 0 at the end of the file.
function csv_record(path,    line, quotes, status) {
    csv_first = csv_line + 1
    csv_text = ""
    quotes = 0
    while ((status = getline line < path) > 0) {
        csv_line++
        sub(/\r$/, "", line)
        csv_text = csv_text (csv_line > csv_first ? "\n" : "") line
        quotes += gsub(/"/, "\"", line)
        if (quotes % 2 == 0)
            return 1
    }
    if (status < 0)
        csv_refuse(path, 0, "cannot be read; `make bench` writes it")
    if (csv_line >= csv_first)
        csv_refuse(path, csv_first, "a quote is never closed")
    return 0
}

# Takes one field off the front of csv_text, with the comma behind it; sets csv_more.
function csv_field(path,    field, end) {
    if (substr(csv_text, 1, 1) == "\"") {
        if (!match(csv_text, /^"([^"]|"")*"(,|$)/))
            csv_refuse(path, csv_first, "something stands behind a closing quote")
        end = RLENGTH
        field = substr(csv_text, 1, end)
        sub(/,$/, "", field)
        field = substr(field, 2, length(field) - 2)
        gsub(/""/, "\"", field)
    } else {
        match(csv_text, /^[^,]*(,|$)/)
        end = RLENGTH
        field = substr(csv_text, 1, end)
        sub(/,$/, "", field)
        if (index(field, "\""))
            csv_refuse(path, csv_first, "a quote stands inside a field that is not quoted")
    }
    csv_more = end > 0 && substr(csv_text, end, 1) == ","
    csv_text = substr(csv_text, end + 1)
    return field
}

# Splits csv_text into `fields`; returns their number.
function csv_split(path, fields,    count) {
    count = 0
    do
        fields[++count] = csv_field(path)
    while (csv_more)
    return count
}

# Checks that the header, split into `name`, has every one of the `required` columns, each once.
function csv_check_header(path, name, columns, required,    i, wanted, list, seen) {
    for (i = 1; i <= columns; i++) {
        if (name[i] in seen)
            csv_refuse(path, 1, "column \"" name[i] "\" is there twice")
        seen[name[i]] = 1
    }
    wanted = split(required, list, ",")
    for (i = 1; i <= wanted; i++)
        if (!(list[i] in seen))
            csv_refuse(path, 1, "there is no column \"" list[i] "\"")
}

# Whether there is such a file: what a run did not measure it has no file of.
function csv_exists(path,    line, status) {
    status = (getline line < path)
    close(path)
    return status >= 0
}

# Reads a whole file into table[row, column's name], and its line numbers into table[row].
# required: the columns that have to be there, separated by commas. Returns the number of rows.
function csv_load(path, required, table,    name, field, columns, count, rows, i) {
    csv_line = rows = 0
    if (!csv_record(path))
        csv_refuse(path, 0, "is empty")
    columns = csv_split(path, name)
    csv_check_header(path, name, columns, required)
    while (csv_record(path)) {
        count = csv_split(path, field)
        if (count != columns)
            csv_refuse(path, csv_first, count " fields where the header has " columns)
        table[++rows] = csv_first
        for (i = 1; i <= columns; i++)
            table[rows, name[i]] = field[i]
    }
    close(path)
    if (rows == 0)
        csv_refuse(path, 0, "has a header and no rows")
    return rows
}

# A cell that is a number or empty; empty stays "".
function csv_number(path, table, row, column,    text) {
    text = table[row, column]
    if (text == "")
        return ""
    if (text !~ /^[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?$/)
        csv_refuse(path, table[row], column " \"" text "\" is not a number")
    return text + 0
}

# A cell that is a number which may be below 0, or empty.
function csv_signed(path, table, row, column,    text, sign) {
    text = table[row, column]
    sign = sub(/^-/, "", table[row, column])
    return sign && text != "-" ? -csv_number(path, table, row, column) : \
        csv_number(path, table, row, column)
}

# A cell that is a name: letters, digits, '-' and '_'.
function csv_name(path, table, row, column,    text) {
    text = table[row, column]
    if (text !~ /^[A-Za-z0-9][A-Za-z0-9_-]*$/)
        csv_refuse(path, table[row], column " \"" text "\" is not a name")
    return text
}
