# The engines that charts know, in the order in which they are shown, with one colour each on all
# charts: the palette of Okabe and Ito ("Color Universal Design", 2008), which people with any kind
# of colour vision can tell apart.

function engines_define(    one) {
    engine_count = 0
    one = tr("QEMU TCG, one instruction per block", "QEMU TCG, 블록당 명령어 하나")
    engine_add("kvm", "KVM", tr("kvm-vmm on KVM", "KVM 위의 kvm-vmm"), "#0072B2", "#0072B2")
    engine_add("kvm-irqchip", tr("KVM's own irqchip", "KVM 내장 irqchip"),
        tr("kvm-vmm with KVM's own irqchip", "KVM 내장 irqchip을 쓰는 kvm-vmm"), "#003F6B", "#003F6B")
    engine_add("qemu-kvm", tr("QEMU on KVM", "KVM 위의 QEMU"), tr("QEMU on KVM", "KVM 위의 QEMU"),
        "#56B4E9", "#2B7FAF")
    engine_add("tcg", "QEMU TCG", tr("QEMU TCG, whole blocks", "QEMU TCG, 블록 단위"),
        "#E69F00", "#8F6200")
    engine_add("tcg-1insn", one, one, "#D55E00", "#B84A00")
    engine_add("bochs", "Bochs", tr("Bochs, an interpreter", "Bochs, 인터프리터"),
        "#CC79A7", "#A04A7A")
    engine_add("native", tr("native", "네이티브"),
        tr("native process: the limit", "네이티브 프로세스: 한계"), "#009E73", "#00755A")
    engine_head["kvm-irqchip"] = tr("KVM|its own irqchip", "KVM|내장 irqchip")
    engine_head["qemu-kvm"] = tr("QEMU|on KVM", "QEMU|KVM 사용")
    engine_head["tcg"] = tr("QEMU TCG|whole blocks", "QEMU TCG|블록 단위")
    engine_head["tcg-1insn"] = tr("QEMU TCG|1 insn/block", "QEMU TCG|명령어 1개")
}

# The shortest name that tells an engine from the others.
function engine_brief(engine,    line) {
    split(engine_head[engine], line, "|")
    return engine == "tcg-1insn" ? tr("1 insn/block", "블록당 1개") : \
        engine == "kvm-irqchip" ? line[2] : line[1]
}

function engine_add(engine, short, long, colour, ink) {
    engine_list[++engine_count] = engine
    engine_short[engine] = short
    engine_long[engine] = long
    engine_colour[engine] = colour_number(colour)
    engine_ink[engine] = colour_number(ink)
    engine_head[engine] = short
}

# "on QEMU TCG", in a sentence that has spoken of the engine `before`.
function engine_where(engine, before) {
    return engine == "tcg-1insn" && before == "tcg" ? \
        tr("with one instruction per block", "블록당 명령어 하나면") : \
        tr("on " engine_short[engine], engine_short[engine] "에서는")
}

# A colour with as much white in it that things can stand on it.
function colour_tint(number,    red, green) {
    red = int(number / 65536)
    green = int(number / 256) % 256
    return colour_half(red) * 65536 + colour_half(green) * 256 + colour_half(number % 256)
}

function colour_half(part) {
    return int(255 - (255 - part) * 0.45)
}

# "#rrggbb" as the number that gnuplot's `rgb variable` takes.
function colour_number(colour,    i, number) {
    number = 0
    for (i = 2; i <= 7; i++)
        number = number * 16 + index("0123456789abcdef", tolower(substr(colour, i, 1))) - 1
    return number
}
