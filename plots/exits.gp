# Where the time of a workload's boot goes: bars of shares. Laid out by exits.awk; draw.sh sets
# `layout`, `style`, `format` and `output`.
name = layout.'/exits'
load name.'.vars'
load style
bars = name.'.bars.dat'
labels = name.'.labels.dat'

do for [k = 0:(bare ? -1 : 4)] {
    v = k / 4.0
    set arrow from lx(v),y_top to lx(v),y_bottom nohead lw 1.2 lc rgb RULE back
    set label sprintf(percent_format, 100 * v) at lx(v),y_bottom+26 center \
        font font(FACE,22) tc rgb GREY noenhanced
}

plot bars using (lx($1)):3:(lx($1)):(lx($2)):3:4:5 with boxxyerror lc rgb variable, \
     labels using ($4 == 1 ? lx($1)+14 : NaN):2:5:3 with labels left \
         font font(BOLD,22) tc rgb variable noenhanced, \
     labels using ($4 == 0 ? lx($1) : NaN):2:5:3 with labels center \
         font font(FACE,21) tc rgb variable noenhanced, \
     name.'.figures.dat' using 1:2:3 with labels right font font(FACE,22) tc rgb INK noenhanced, \
     name.'.heads.dat' using 1:2:3 with labels right font font(BOLD,21) tc rgb INK noenhanced, \
     @WORKLOAD_ROWS, \
     @KEY, \
     @HEADING_AND_FOOT
