# Time on KVM over time as a native process. Laid out by cost.awk; draw.sh sets `layout`, `style`,
# `format` and `output`.
name = layout.'/cost'
load name.'.vars'
load style

x_right = W - CHART_MARGIN
bars = name.'.bars.dat'

# Marks of the axis: decades, and steps of 1, 2, 5 within few of them.
do for [k = -2:9] {
    do for [m in (x_to / x_from < 60 ? '1 2 5' : '1')] {
        v = m * 10.0**k
        if (on_axis(v)) {
            set arrow from px(v),y_top to px(v),y_bottom nohead lw 1.2 lc rgb RULE back
            set label sprintf('%g×', v) at px(v),y_bottom+26 center \
                font font(FACE,22) tc rgb GREY noenhanced
        }
    }
}
set arrow from px(1),y_top-8 to px(1),y_bottom nohead lw 5 lc rgb native_colour front
set label t_native at px(1)+8,y_top-16 left \
    font font(FACE,20) tc rgb native_ink noenhanced

middle = '(($4+$5)/2)'
plot bars using (px(1)):4:(px(1)):(px($1)):4:5 with boxxyerror lc rgb kvm_colour, \
     bars using (px($1)):@middle:(px($2)):(px($3)) with xerrorbars pt 0 lw 1.6 lc rgb INK, \
     bars using (px($3 > 1 ? $3 : 1)+14):@middle:6 with labels left \
         font font(BOLD,25) tc rgb kvm_colour noenhanced, \
     @WORKLOAD_ROWS, \
     @HEADING_AND_FOOT
