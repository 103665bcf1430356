# Time from the start of an engine to its guest's first byte, memory, and the phases of the monitor's
# start. Laid out by startup.awk and phases.awk; draw.sh sets `layout`, `style`, `format` and `output`.
name = layout.'/startup'
load name.'.vars'
load style
tick(v) = time_tick(v)
beside = "name.'.beside.dat' using ($4 == %d ? $1 : NaN):2:3 with labels right ". \
    "font font(%s,%d) tc rgb INK noenhanced, "
phases = "name.'.phases.dat' using "
MORE = sprintf(beside, 0, 'FACE', 25).sprintf(beside, 1, 'BOLD', 21). \
    phases."1:3:1:2:($3-14):($3+14):6 with boxxyerror lc rgb variable, ". \
    phases."2:3:4:5 with xerrorbars pt 0 lw 1.6 lc rgb INK, ". \
    phases."(($2 > $5 ? $2 : $5)+12):3:8:7 with labels left font font(BOLD,25) tc rgb variable noenhanced, ". \
    "name.'.phase_names.dat' using 1:2:3 with labels right font font(FACE,25) tc rgb INK noenhanced, ". \
    "name.'.phase_head.dat' using 1:2:3 with labels left font font(BOLD,28) tc rgb INK noenhanced, "
load style[1:strlen(style)-strlen('style.gp')].'dots.gp'
