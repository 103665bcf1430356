# What every diagram begins with: its texts and constants, and its sheet.

function diagram_begin(width, height) {
    strings_load(strings, language)
    values_load(constants)
    svg_begin(width, height)
}
