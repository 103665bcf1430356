# The latency of interrupts: a distribution for each engine. Laid out by latency.awk; draw.sh sets
# `layout`, `style`, `format` and `output`.
name = layout.'/latency'
load name.'.vars'
load style
quantiles = name.'.quantiles.dat'

# Marks of the axis: decades, and steps within them where there is room. A bare chart has none: its
# figures stand beside it.
room = (x_right - x_left) / log10(x_to / x_from) # of a decade
steps = room > 330 ? '1 2 5' : room > 150 ? '1 3' : '1'
do for [k = 0:(bare ? -1 : 12)] {
    do for [m in steps] {
        v = m * 10.0**k
        if (on_axis(v)) {
            set arrow from px(v),y_top to px(v),y_bottom nohead lw 1.2 lc rgb RULE back
            set label time_tick(v) at px(v),y_bottom+26 center \
                font font(FACE,20) tc rgb GREY noenhanced
        }
    }
}

# The labels of p50 (which ends at the point given) and p99 (which begins there) stand below their
# marks, as far as they keep clear of one another and stay on the sheet.
less(a, b) = a < b ? a : b
more(a, b) = a > b ? a : b
half(p50, p99, w50, w99) = more(x_left + w50 + 12, less(x_right - w99 - 12, \
    (px(p50) + px(p99)) / 2.0))
end50(p50, p99, w50, w99) = more(x_left + w50, \
    less(px(p50) + w50 / 2.0, half(p50, p99, w50, w99) - 12))
begin99(p50, p99, w50, w99) = less(x_right - w99, \
    more(px(p99) - w99 / 2.0, half(p50, p99, w50, w99) + 12))

plot name.'.ridges.dat' using (px($1)):3:(px($1)):(px($2)+0.4):3:4:5 with boxxyerror \
         lc rgb variable, \
     quantiles using (x_left):7:(x_right-x_left):(0) with vectors nohead lw 1.6 lc rgb GREY, \
     quantiles using (px($1)):($7+6):(0):(-$14-12):8 with vectors nohead lw 5 lc rgb variable, \
     quantiles using (px($4)):($7+6):(0):(-$14*0.6-12):8 with vectors nohead lw 5 lc rgb variable, \
     quantiles using (px($1)):7:(px($2)):(px($3)) with xerrorbars pt 0 lw 1.6 lc rgb INK, \
     quantiles using (px($4)):7:(px($5)):(px($6)) with xerrorbars pt 0 lw 1.6 lc rgb INK, \
     quantiles using (end50($1, $4, $11, $13)):($7+26):10:9 with labels right \
         font font(BOLD,26) tc rgb variable noenhanced, \
     quantiles using (begin99($1, $4, $11, $13)):($7+26):12:9 with labels left \
         font font(BOLD,26) tc rgb variable noenhanced, \
     name.'.figures.dat' using 1:2:4:3 with labels right \
         font font(BOLD,24) tc rgb variable noenhanced, \
     name.'.heads.dat' using 1:2:3 with labels right font font(BOLD,21) tc rgb INK noenhanced, \
     name.'.notes.dat' using (x_left-16):1:2 with labels right \
         font font(FACE,19) tc rgb GREY noenhanced, \
     @WORKLOAD_ROWS, \
     @HEADING_AND_FOOT
