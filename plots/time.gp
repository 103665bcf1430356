# Time of each workload on each engine: dots on a logarithmic axis, figures beside them. Laid out
# by time.awk; draw.sh sets `layout`, `style`, `format` and `output`.
name = layout.'/time'
load name.'.vars'
load style

dots = name.'.dots.dat'
spans = name.'.spans.dat'
marks = name.'.marks.dat'
heads = name.'.heads.dat'
figures = name.'.figures.dat'

# A line at each decade, and at steps within few of them; labels as far as there is room for them.
decades = log10(x_to / x_from)
every = decades > 4.5 ? 2 : 1
do for [k = 0:12] {
    do for [m in (decades < 1.5 ? '1 2 5' : '1')] {
        v = m * 10.0**k
        if (on_axis(v)) {
            set arrow from px(v),y_top to px(v),y_bottom nohead lw 1.2 lc rgb RULE back
            set label (k % every == 0 ? time_tick(v) : '') at px(v),y_bottom+26 center \
                font font(FACE,20) tc rgb GREY noenhanced
        }
    }
}

# A ring is two discs, and lies below the dots: what else gnuplot calls an empty circle has an edge
# in version 5 and none in 6.
plot spans using (px($2)):1:(px($3)-px($2)):(0) with vectors nohead lw 3 lc rgb 0xc8c8c8, \
     dots using ($6 == 1 ? px($2) : NaN):1:(14):5 with circles fs solid noborder lc rgb variable, \
     dots using ($6 == 1 ? px($2) : NaN):1:(11) with circles fs solid noborder lc rgb 'white', \
     dots using (px($2)):1:(px($3)):(px($4)):5 with xerrorbars pt 0 lw 1.6 lc rgb variable, \
     dots using ($6 == 0 ? px($2) : NaN):1:(9):5 with circles fs solid noborder lc rgb variable, \
     marks using 1:2:($4 == 1 ? 14 : 9):3 with circles fs solid noborder lc rgb variable, \
     marks using ($4 == 1 ? $1 : NaN):2:(11) with circles fs solid noborder lc rgb 'white', \
     heads using 1:2:4:3 with labels right font font(BOLD,head_size) tc rgb variable noenhanced, \
     figures using ($4 == 1 ? $1 : NaN):2:5:3 with labels right \
         font font(BOLD,21) tc rgb variable noenhanced, \
     figures using ($4 == 0 ? $1 : NaN):2:5:3 with labels right \
         font font(FACE,21) tc rgb variable noenhanced, \
     @WORKLOAD_ROWS, \
     @HEADING_AND_FOOT
