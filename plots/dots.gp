# A row for each engine: a dot for every value, the middle as a bar and a figure. The chart that loads
# this has set `name` and tick(), and in MORE what else is plotted, each with a comma behind it; and has
# read its variables and the style.
x_left = 284
dots = name.'.dots.dat'
medians = name.'.medians.dat'

few = x_to / x_from
do for [k = 0:12] {
    do for [m in (few < 4 ? '1 1.2 1.5 2 2.5 3 4 5 6 8' : few < 60 ? '1 2 5' : '1')] {
        v = m * 10.0**k
        if (on_axis(v)) {
            set arrow from px(v),y_top to px(v),y_bottom nohead lw 1.2 lc rgb RULE back
            set label tick(v) at px(v),y_bottom+26 center \
                font font(FACE,20) tc rgb GREY noenhanced
        }
    }
}

plot medians using (px(x_from)):1:(px(x_from)):(px($2)):($1-11):($1+11):3 with boxxyerror \
         fs transparent solid 0.25 noborder lc rgb variable, \
     dots using (px($2)):1:(9):3 with circles fs transparent solid 0.6 noborder lc rgb variable, \
     medians using (px($2)):($1-22):(0):(44):3 with vectors nohead lw 5 lc rgb variable, \
     medians using (px($6)+20):1:5:4 with labels left font font(BOLD,28) tc rgb variable \
         noenhanced, \
     @MORE \
     @WORKLOAD_ROWS, \
     @HEADING_AND_FOOT
