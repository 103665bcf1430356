# What one instruction per block does to QEMU. Laid out by one-insn.awk; draw.sh sets `layout`,
# `style`, `format` and `output`.
name = layout.'/one-insn'
load name.'.vars'
load style
tick(v) = sprintf('%g×', v)
effect = "name.'.effect.dat' using "
MORE = effect."(px($1)):($3+22):(0):($4-$3-22) with vectors nohead lw 2 dt (6,6) lc rgb INK, ". \
    effect."(px($1)):(($3+$4)/2.0):(px($2)-px($1)):(0) with vectors lw 2.5 lc rgb INK, ". \
    effect."((px($1)+px($2))/2.0):(($3+$4)/2.0-15):5 with labels center ". \
    "font font(BOLD,23) tc rgb INK noenhanced, "
load style[1:strlen(style)-strlen('style.gp')].'dots.gp'
