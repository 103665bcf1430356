# host.csv: where and with what a run was made, for the foot of every chart.

function facts_load(dir,    path, table, rows, row, key) {
    path = dir "/host.csv"
    rows = csv_load(path, "key,value", table)
    for (row = 1; row <= rows; row++) {
        key = table[row, "key"]
        if (key in fact)
            csv_refuse(path, table[row], "key \"" key "\" is there twice")
        fact[key] = table[row, "value"]
    }
}

# A fact, or "" when it is not known.
function fact_of(key) {
    return key in fact ? fact[key] : ""
}

# "kvm_intel (nested)", or what is known of it; "none" where it could not be used.
function facts_backend(    kind) {
    kind = fact_of("kvm_kind")
    if (fact_of("kvm_backend") kind == "" && fact_of("kvm_trouble") != "")
        return tr("none", "없음")
    return fact_of("kvm_backend") (kind != "" ? " (" kind ")" : "")
}

# QEMU's version alone: "10.0.2".
function facts_qemu(    version) {
    version = fact_of("qemu_version")
    sub(/^QEMU emulator version /, "", version)
    sub(/ *\(.*/, "", version)
    return version
}

# Whether the processor was a simulated one: right in function, meaningless in speed.
function facts_simulated() {
    return fact_of("simulated") == "yes" || fact_of("kvm_kind") == "simulated"
}

function fact_item(list, count, before, value) {
    if (value != "")
        list[++count] = before value
    return count
}

# The foot: items with dots between them, to be broken between items only.
function facts_foot(    item, count, i, foot) {
    count = fact_item(item, 0, "", fact_of("cpu"))
    count = fact_item(item, count, "", fact_of("kernel"))
    count = fact_item(item, count, "KVM: ", facts_backend())
    count = fact_item(item, count, tr("guest: ", "게스트: "), fact_of("arch"))
    count = fact_item(item, count, "QEMU ", facts_qemu())
    count = fact_item(item, count, "", substr(fact_of("date"), 1, 10))
    count = fact_item(item, count, tr("rounds: ", "라운드: "), fact_of("rounds"))
    for (i = 1; i <= count; i++) {
        gsub(/[ \t\n]+/, " ", item[i])
        foot = foot item[i] (i < count ? "  ·  " : "")
    }
    return foot
}
