# The work of several machines at once over that of one. Laid out by scaling.awk; draw.sh sets
# `layout`, `style`, `format` and `output`.
name = layout.'/scaling'
load name.'.vars'
load style
lines = name.'.lines.dat'

gy(times) = y_bottom - (y_bottom - y_top) * times / reach
do for [k = 0:int(reach)] {
    set arrow from x_left,gy(k) to x_right+20,gy(k) nohead lw (k == 0 ? 2 : 1.2) \
        lc rgb (k == 0 ? GREY : RULE) back
    set label sprintf('%d×', k) at x_left-14,gy(k) right font font(FACE,24) tc rgb GREY noenhanced
}
set label t_machines at (x_left+x_right)/2.0,y_bottom+66 center \
    font font(FACE,22) tc rgb GREY noenhanced

plot name.'.ideal.dat' using 1:2 with lines lw 2.5 dt (12,8) lc rgb 0x999999, \
     lines using 1:2:5 with lines lw 4 lc rgb variable, \
     lines using 1:2:3:4:5 with yerrorbars pt 0 lw 1.8 lc rgb variable, \
     lines using 1:2:(9):5 with circles fs solid noborder lc rgb variable, \
     lines using ($6 == 1 ? $1 : NaN):2:(5) with circles fs solid noborder lc rgb 'white', \
     name.'.columns.dat' using 1:(y_bottom+30):2 with labels center \
         font font(BOLD,26) tc rgb INK noenhanced, \
     name.'.labels.dat' using 1:2:4:3 with labels left \
         font font(BOLD,26) tc rgb variable noenhanced, \
     @HEADING_AND_FOOT
