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
else set label 1 t_reference at W-8,y_top-14 right
set label 1 font font(FACE,21) tc rgb REFERENCE_INK noenhanced
set label t_faster at px(1)+10,y_bottom+words_below left font font(BOLD,22) tc rgb GREY noenhanced
if (px(1) - px(x_from) > 110) set label t_slower at px(1)-10,y_bottom+words_below right \
    font font(BOLD,22) tc rgb REFERENCE_INK noenhanced

# Marks of the axis: decades, and steps of 1, 2, 5 within few of them.
times(v) = v >= 1 ? sprintf('%g×', v) : sprintf('1/%g', 1 / v)
do for [k = -6:9] {
    do for [m in (x_to / x_from < 60 ? '1 2 5' : '1')] {
        v = m * 10.0**k
        if (on_axis(v)) {
            set arrow from px(v),y_top to px(v),y_bottom nohead lw 1.2 lc rgb RULE back
            set label times(v) at px(v),y_bottom+26 center font font(FACE,22) tc rgb GREY noenhanced
        }
    }
}

# The first engine's label stands within its bar in white, next to the line where all bars begin, if
# there is room for it; else in colour behind the bar and the limit's mark and label. That of a loss
# that does not fit stands across the line, where the limit's mark leaves it free ground.
ROOM_WIN = 110
wins = '($1 >= 1)'
fits_win = '($8 == 1 && $1 >= 1 && px($1) - px(1) > ROOM_WIN)'
fits_loss = '($8 == 1 && $1 < 1 && px(1) - px($2) > ROOM_LOSS)'
lost = '($8 == 1 && !(@fits_win) && !(@fits_loss))'
behind(end, limit) = limit > end ? px(limit) + 95 : px(end) + 14
across(limit) = limit > 1 && px(limit) < px(1) + ROOM_LOSS + 20 ? px(limit) + 95 : px(1) + 14
middle = '(($4+$5)/2)'
plot bars using (px(1)):4:(px(1)):(px($1)):4:5:6 with boxxyerror lc rgb variable, \
     bars using (px($1)):@middle:(px($2)):(px($3)) with xerrorbars pt 0 lw 1.6 lc rgb INK, \
     bars using (@fits_win ? px(1)+14 : NaN):@middle:9 with labels left \
         font font(BOLD,label_size) tc rgb inside noenhanced, \
     bars using (@fits_loss ? px(1)-14 : NaN):@middle:9 with labels right \
         font font(BOLD,label_size) tc rgb inside noenhanced, \
     bars using (@lost ? (@wins ? behind($3, $10) : across($10)) : NaN):@middle:11:7 \
         with labels left font font(BOLD,label_size) tc rgb variable noenhanced, \
     bars using ($8 == 0 ? px($3 > 1 ? $3 : 1)+12 : NaN):@middle:9:7 with labels left \
         font font(FACE,21) tc rgb variable noenhanced, \
     limits using (px($1)):4:(0):($5-$4):6 with vectors nohead lw 5 lc rgb variable, \
     limits using (px($1)):@middle:(px($2)):(px($3)):7 with xerrorbars pt 0 lw 1.6 \
         lc rgb variable, \
     limits using (px($8)+14):@middle:9:7 with labels left \
         font font(FACE,21) tc rgb variable noenhanced, \
     misses using (px(1)+12):1:3:2 with labels left font font(FACE,21) tc rgb variable noenhanced, \
     @WORKLOAD_ROWS, \
     @KEY, \
     @HEADING_AND_FOOT
