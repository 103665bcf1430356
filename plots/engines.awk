# The engines that charts know, in the order in which they are shown, with one colour each on all
# charts: the palette of Okabe and Ito ("Color Universal Design", 2008), which people with any kind
# of colour vision can tell apart.

function engines_define() {
    engine_count = 0
    engine_add("kvm", "KVM", "kvm-vmm on KVM", "#0072B2", "#0072B2")
    engine_add("qemu-kvm", "QEMU on KVM", "QEMU on KVM", "#56B4E9", "#2B7FAF")
    engine_add("tcg", "QEMU TCG", "QEMU TCG, whole blocks", "#E69F00", "#8F6200")
    engine_add("tcg-1insn", "QEMU TCG, one instruction per block",
        "QEMU TCG, one instruction per block", "#D55E00", "#B84A00")
    engine_add("bochs", "Bochs", "Bochs, an interpreter", "#CC79A7", "#A04A7A")
    engine_add("native", "native", "native process: the limit", "#009E73", "#00755A")
    engine_head["qemu-kvm"] = "QEMU|on KVM"
    engine_head["tcg"] = "QEMU TCG|whole blocks"
    engine_head["tcg-1insn"] = "QEMU TCG|1 insn/block"
}

function engine_add(engine, short, long, colour, ink) {
    engine_list[++engine_count] = engine
    engine_short[engine] = short
    engine_long[engine] = long
    engine_colour[engine] = colour_number(colour)
    engine_ink[engine] = colour_number(ink)
    engine_head[engine] = short
}

# "#rrggbb" as the number that gnuplot's `rgb variable` takes.
function colour_number(colour,    i, number) {
    number = 0
    for (i = 2; i <= 7; i++)
        number = number * 16 + index("0123456789abcdef", tolower(substr(colour, i, 1))) - 1
    return number
}
