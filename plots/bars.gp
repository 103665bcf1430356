# Bars of speed over QEMU TCG with one instruction per block, laid out by bars.awk. The chart that
# loads this has set `name` and read its variables and the style.
x_right = W - CHART_MARGIN
bars = name.'.bars.dat'
limits = name.'.limits.dat'
misses = name.'.misses.dat'
REFERENCE = 0xd55e00 # the colour of tcg-1insn, and its ink
REFERENCE_INK = 0xb84a00

# The ground: where an engine is slower than the reference, if there is such a place.
if (x_from < 1) set object rectangle from px(x_from),y_top to px(1),y_bottom \
    fc rgb LOSS fs solid noborder behind
set arrow from px(1),y_top-8 to px(1),y_bottom nohead lw 3 lc rgb REFERENCE front
if (px(1) + 8 + reference_width < W) set label 1 t_reference at px(1)+8,y_top-14 left; \
else set label 1 t_reference at W-8,y_top-20 right
set label 1 font font(FACE,21) tc rgb REFERENCE_INK noenhanced
set label t_faster at px(1)+10,y_bottom+words_below left font font(BOLD,22) tc rgb GREY noenhanced
if (px(1) - px(x_from) > 110) set label t_slower at px(1)-10,y_bottom+words_below right \
    font font(BOLD,22) tc rgb REFERENCE_INK noenhanced

# Marks of the axis: decades, and steps of 1, 2, 5 within few of them; labels as far as there is room.
decade = (x_right - x_left) / log10(x_to / x_from)
every = decade > 62 ? 1 : decade > 36 ? 2 : decade > 20 ? 4 : 8
times(v) = v >= 1 ? sprintf('%.0f×', v) : sprintf('1/%.0f', 1 / v)
fits(v) = px(v) + 7 * strlen(times(v)) < W
do for [k = -12:15] {
    do for [m in (x_to / x_from < 60 ? '1 2 5' : '1')] {
        v = m * 10.0**k
        if (on_axis(v)) {
            set arrow from px(v),y_top to px(v),y_bottom nohead lw 1.2 lc rgb RULE back
            set label (k % every == 0 && fits(v) ? times(v) : '') at px(v),y_bottom+26 center \
                font font(FACE,22) tc rgb GREY noenhanced
        }
    }
}

# An interval of the limit may lie on the first engine's bar: it has a white edge, to be seen there.
labels = name.'.labels.dat'
is(side, first) = column(3) == side && column(4) == first
plot bars using (px(1)):4:(px(1)):(px($1)):4:5:6 with boxxyerror lc rgb variable, \
     limits using (px($1)):8:(px($2)):(px($3)) with xerrorbars pt 0 lw 4 lc rgb 'white', \
     limits using (px($1)):4:(0):($5-$4):6 with vectors nohead lw 5 lc rgb variable, \
     bars using (px($1)):7:(px($2)):(px($3)) with xerrorbars pt 0 lw 1.6 lc rgb INK, \
     limits using (px($1)):8:(px($2)):(px($3)):7 with xerrorbars pt 0 lw 1.6 \
         lc rgb variable, \
     labels using (is(1, 1) ? $1 : NaN):2:6:5 with labels left \
         font font(BOLD,label_size) tc rgb variable noenhanced, \
     labels using (is(-1, 1) ? $1 : NaN):2:6:5 with labels right \
         font font(BOLD,label_size) tc rgb variable noenhanced, \
     labels using (is(1, 0) ? $1 : NaN):2:6:5 with labels left \
         font font(FACE,21) tc rgb variable noenhanced, \
     misses using (px(1)+12):1:3:2 with labels left font font(FACE,21) tc rgb variable noenhanced, \
     @WORKLOAD_ROWS, \
     @KEY, \
     @HEADING_AND_FOOT
