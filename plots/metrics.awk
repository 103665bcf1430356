# How wide a text is, so that it can be broken into lines and held to its box.
#
# The advance widths are those of the fonts' own tables (hmtx), in thousandths of the size: Inter 4
# for what is Latin, Noto Sans CJK KR for Hangul, whose syllables are all 920 wide.

function metrics_define() {
    metrics_add("400", "281 278 403 631 638 812 639 222 362 362 500 659 280 460 276 357 625 464 " \
        "605 636 642 608 624 571 616 624 276 280 659 659 659 507 936 676 651 727 719 598 587 743 " \
        "740 264 543 652 562 889 753 761 635 761 639 638 642 741 676 949 642 665 625 362 357 362 " \
        "469 452 497 564 621 558 621 582 361 609 591 237 237 544 237 869 585 597 609 609 372 523 " \
        "364 581 557 812 540 557 541 362 327 362 659")
    metrics_add("700", "232 325 392 650 655 859 674 209 409 409 565 680 303 469 298 390 688 489 " \
        "630 659 678 645 660 595 661 660 298 303 680 680 680 562 1031 748 661 752 727 613 585 761 " \
        "746 281 570 690 567 915 735 782 648 783 656 655 668 729 748 1036 714 724 667 409 390 409 " \
        "488 477 497 580 635 587 635 598 386 633 624 272 272 582 272 912 622 614 632 632 409 562 " \
        "388 622 586 850 574 586 572 409 374 409 680")
    metrics_other["×"] = metrics_other["÷"] = metrics_other["−"] = 670
    metrics_other["≤"] = metrics_other["≥"] = 670
    metrics_other["µ"] = 650
    metrics_other["·"] = 290
    metrics_other["\302\240"] = 281 # a blank that does not break
    metrics_other["–"] = 500
    metrics_other["—"] = 1000
    metrics_other["…"] = 821
    metrics_other["→"] = metrics_other["←"] = metrics_other["↑"] = metrics_other["↓"] = 955
    metrics_other["’"] = 228
    metrics_other["“"] = metrics_other["”"] = 422
}

function metrics_add(weight, widths,    width, count, i) {
    count = split(widths, width, " ")
    for (i = 1; i <= count; i++)
        metrics_ascii[weight, sprintf("%c", 31 + i)] = width[i]
}

# The length in bytes of the UTF-8 character that begins with `byte`.
function metrics_length(byte) {
    return byte < "\200" ? 1 : byte < "\340" ? 2 : byte < "\360" ? 3 : 4
}

# The width of a text, in the unit of `size`. Weight: 400 or 700. Run with LC_ALL=C.
function text_width(text, size, weight,    i, step, character, sum) {
    for (i = 1; i <= length(text); i += step) {
        character = substr(text, i, 1)
        step = metrics_length(character)
        character = substr(text, i, step)
        if ((weight, character) in metrics_ascii)
            sum += metrics_ascii[weight, character]
        else
            sum += character in metrics_other ? metrics_other[character] : 920
    }
    return sum * size / 1000
}

# Breaks a text at blanks, and at each '|', into line[1…]; returns their number.
function text_break(text, width, size, weight, line,    part, parts, p, word, words, i, count) {
    parts = split(text, part, "|")
    count = 0
    for (p = 1; p <= parts; p++) {
        words = split(part[p], word, " ")
        line[++count] = word[1]
        for (i = 2; i <= words; i++) {
            if (text_width(line[count] " " word[i], size, weight) <= width)
                line[count] = line[count] " " word[i]
            else
                line[++count] = word[i]
        }
    }
    return count
}

# The same, with lines of about one length: no word is left alone on the last.
function text_balance(text, width, size, weight, line,    count, trial) {
    count = text_break(text, width, size, weight, line)
    while (count > 1 && width > size && text_break(text, width - size / 2, size, weight, trial) == count)
        width -= size / 2
    return text_break(text, width, size, weight, line)
}
