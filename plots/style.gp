# What all charts share: sizes, fonts, colours of the ground. Reads the variables W, H (sheet, in
# pixels), format (svg, png or pdf) and output; leaves the functions and styles the charts use.
#
# Sizes are those of an SVG of W x H pixels. A pixel is 1/72 inch in the PDF, and 2.75 dots in the
# PNG: 3300 dots for W = 1200, which is 300 dots an inch at a width of 28 cm.

set encoding utf8
SCALE = 2.75
FACE = korean ? 'Noto Sans CJK KR' : 'Inter'
BOLD = FACE.(format eq 'svg' ? ' Bold' : ':Bold')   # draw.sh makes a weight of the SVG's

# cairo's terminals make 4/3 pixels of a point; `fontscale` undoes it.
if (format eq 'svg') set terminal svg size W,H font FACE.',22' background '#ffffff' dynamic
if (format eq 'png') set terminal pngcairo size W*SCALE,H*SCALE font FACE.',22' \
    fontscale 0.75*SCALE linewidth SCALE pointscale SCALE background '#ffffff'
if (format eq 'pdf') set terminal pdfcairo size W/72.0,H/72.0 font FACE.',22' \
    fontscale 0.75 linewidth 2 background '#ffffff'
set output output

font(face, size) = sprintf('%s,%d', face, size)

INK  = 0x222222
GREY = 0x666666
RULE = 0xdddddd
LOSS = 0xfdeee6   # the ground where an engine is slower than the reference

# The whole sheet is one plot, in its own pixels, y counted downwards: the layout says where
# everything stands, and px() where a value stands on the logarithmic axis from x_from to x_to.
set margins at screen 0, at screen 1, at screen 0, at screen 1
set xrange [0:W]
set yrange [H:0]
unset border
unset tics
unset key
set datafile separator "\t"
set style fill solid 1 noborder

px(value) = x_left + (x_right - x_left) * log(value / x_from) / log(x_to / x_from)
lx(share) = x_left + (x_right - x_left) * share   # on a linear axis from 0 to 1

# Whether a mark of the axis at `value` is on it, and worth a label.
on_axis(value) = value >= x_from * 0.999 && value <= x_to * 1.001

# An interval of time on an axis: 1 µs, 10 ms.
time_tick(ns) = ns < 1e3 ? sprintf('%g ns', ns) : ns < 1e6 ? sprintf('%g µs', ns / 1e3) : \
    ns < 1e9 ? sprintf('%g ms', ns / 1e6) : sprintf('%g s', ns / 1e9)

# The plots that every chart ends with, as macros: its rows' names, its heading, key and foot.
in_class(class) = strcol(3) eq class ? column(1) : NaN
text(class) = sprintf("name.'.texts.dat' using (in_class('%s')):2:5:4 with labels left ", class). \
    'tc rgb variable noenhanced font '
WORKLOAD_ROWS = "name.'.rows.dat' using (x_left-16):1:2 with labels right ". \
    "font font(FACE,25) tc rgb INK noenhanced, ". \
    "name.'.groups.dat' using (x_left-16):1:2 with labels right ". \
    "font font(BOLD,26) tc rgb INK noenhanced"
KEY = "name.'.key.dat' using 1:2:1:($1+22):($2-11):($2+11):3 with boxxyerror lc rgb variable, ". \
    "name.'.key.dat' using ($1+32):2:4 with labels left font font(FACE,22) tc rgb INK noenhanced"
HEADING_AND_FOOT = text('title').'font(BOLD,40), '.text('warning').'font(BOLD,24), '. \
    text('subtitle').'font(FACE,22), '.text('foot').'font(FACE,18)'

# A simulated machine tells the truth about function, never about speed. (draw.sh knows the colour.)
if (simulated) set label 999 t_simulated at W/2.0,H/2.0 center rotate by mark_angle \
    font font(BOLD,mark_size) tc rgb 0x90c02020 noenhanced front
