// Made by scripts/build-kernel.mjs from libs/sigma/kernel. Do not edit.

/** Bytes of the byte engine as WebAssembly. */
export const kernelLength = 10965;
/** It, as pack.ts packs it. */
export const packedKernel =
  "~`Fk$U>J7Q0Jj@+F=}6QZDikX3Kf@zy=|qc1w@8tMlD|rw,EGDGe7kwinZWaM;4,4K8z2sT:1a7Gh#ppT80m}dm#A`v]?fd{ph6>m_S)ca_c^n" +
  "<0SSNxn}|vZ?D(^]3}iL#g|kEa']3C,Z.2u0O[~(}2u?6,XB/fueT);b^7bzf5xt0>{<nLi,V=)m&G?1Q1HiijbO7a3>OB@7:8FBsl,pZh_SJG" +
  "Hm,OxQ-<95WP]VID3,*A(VO@-4;AGua$:n3_cmG2eZTw~?#buB)g$gMC1nJ9<eWT00eo;S?MLvz%15-H'yTzBwE`aMZu/,YJ-m;KD8DK-(&`mr" +
  "cq5zvmG~,4<._t^UY>&eK:%e&tfY]m[c>2i{%YCBdc.:#}dOpZ}:pCYt`&MEJOb74%oR-|iTz?pIY6s_ii5N6td@;*Vf0,I-U$iwLi4G5@O,8Z" +
  "P8<^DBR-Wu:RB*K3+CIlfnuoaDg^2Cq|/}C)GV+Xx@ydg7#zsv`7yYI2w.[2sC`K;uwYobGjCEOcjbQRn?k4Is~=i5ro.etN6&X)qBUic=ofYr" +
  "lU@??9-gB61XC;0}?yHoO|AWtpvQ1G4/bUC)PW#tw<ibDj%Vy#Gql>&UfvBB}Etcr~0j'Imw629F~@34m:L6SNz~S{>DpRR,>z.}MN'4x53%b6" +
  "|i:feKIC|8fxn~LO;}+S@bk=x8$oQCuYM:9K@ZXWsaluZ7PX^q@x@k];R6*T*A59iZak_vs+FK*lt}BN%#{0h_-ZsQ6Pi:UoBrR=D;<05e,a%&" +
  "rO]nVhc?*oL)TH_j9JA^kKv4q@7GedIXZ+uB26o$&S~[Ft|${V9KU&,PU0[[&I)86z)CMp*wy{HLww][IpRVZ=%Y|pB[|%M.HGSE<v2?Hm6LK:" +
  "#RcW8.wTX-g]relS|4.cCyUK_RvsD)~>o^X]Gt=_mR?8ckd[D*&:^XkwE~%x}:M-3[f`CY<Yq~Z>h(t&O4umP~}VC)rD/^_uz_hM`0s:O(vwv(" +
  "OZ<u5*jsE,%A+x7{pdfC/G;SXo++*M*d&`A:&~peRCIyNYN4<@2k,kCx->D0p?]n8SRPylJr0Qz_DG0TY?Ejr,,e*HH0tEKN[WbBJQ:F>($|eU" +
  "H]]+NyD6kp-X$hXq^_g?Ld27/qb4z^*dfV5nQM,PS(-ugY&h;y&-s[{IE<%)$N=0E9%30D~FQc`:e`D-I$s}puNLF#xO3=caXG5.`J%TN%wH(x" +
  "?vl>1Z(d>&26Hd~UF;^I}6EW{stHIprgICJhaZVSv:.0O]Muf8%xbcjZG7R:n#Dw5Hmxrk`$vag_-(c7*,?oGC%TPP%$u'53&A<<3U(Ff/E,vp" +
  "beb*nx_(zZ[(~fwZasEySI(PDB^37`rr3F,ZRWH=ar%{V-U[gubO+|o_w&{arX?SX8ihBR6]m8a8(S`9OM8fW-+z)i.sq9;hcv|`QYdDh{p.63" +
  ",y:3eTkT#&yfn`_|%'5U:ONyk6D)&dm[s`3em-azMi;Pq&$Weo|Fk7Ua#'?N6r.T'dA(G<kLn-n}>z&YL?5hW<DW;d=NPI~7YbIzFjO4dLg&h`" +
  "fDGwnBB7{+UwW8Bjz1PX`U]n0]%TuY~]QG<b{WgdI+'[z}D[}R[=j'{lyOm>}0eqYp]Sj4-g[7fWGaB$v~<k]qMV8:*_ur7^Pi='NA^Hk)wMO," +
  ")mc@%LU%(j7<4YVU+A}{.eS9?bqdY`$@+5Zm#JeJVj&9N>bat@>Zf}o<*^h|F7=tqyU,:yDv.|c;V3y:~v$v+uat/2{MJOERaVu9QJ5V<Hk+LW" +
  "f)fMcb.4kqzY)iy}@4-flpICevxU}3cr'bD#*x'~Gtlr;z@IY,'W3s?fzqmPX~C[HWV}jd%mA6EV*}+q~Z35i79V^zgjuPs)H72<nHAe%pn>=/" +
  "2x)z3<.CIduRZlk#wn.VLhQ56@;|+Rg19lD2Zv.&*.-=r@)nA@9w=x@^/p$J]jI>~y%uH@rW>f'uWQ,SD,ND(6w(O/oeAe7QK<k#|2w1mo3I>r" +
  "a+qcupi&xA5f])~$&vP?:FJ']a'LXmcRnEJWF~/y<K-*M[syL/AWeo0i-t=M5w$UG*wSmF`N.7R3zKIFx(z>+9;D%H137{<j/F22frm-6HVgH9" +
  "uiVgQ0~_N6;~aRZNC]kD^:QWy:QXM&l&?;q4LdOg<RZ{wJ)[Pl;h((bZIf6Jmr3#lDn>k_|}r=`t`[9&CF[x}4oE$r@l?%yJ8%bPY?}L)sHnme" +
  "2`HA%m/Nkl(t6sz[Nela;0JyTs/&_`Zey}w'h-Ea#34NjmW{n#Ev~=*__h?aQ373I.BN#WFqy%t8TtzC_3Foj5k35/akEl:`[#qsVjWOfFN;fz" +
  "i#@I'.6&}Dg^6+%-]|DO>Ja}4|Vc-<B>NjbK$$9tc6A3{jq(OT'2w@W^3.Q-X1)b:~+@r6(d#_u3Yn{UL7pt5DVy)QNBg<K5:vPtt?Celf$GPr" +
  "KsX%hTA`hsaj3(@YWC?liI#{o$pHu.1jm)R`y[nSm2=u()|?EzvpH7yXeFZ%5AbpPi$Mg`+?JvD53Phn@AJ;xcfCBtE@0fL2N47&+s9fou1Nc5" +
  "'t9=VZ8Maq)DK<&l^570q.X%rr?HfF]8N/,+m,{)D*7+x*5&-{FzZM65)Yzu@2P/m'UT[Y8.YET:dWPx;m}wGv=~vCY^EdRC:JKLTi(8jRII6$" +
  "j7Rbs[Ixail):lRI#yF,YDBvREy`*Uq:rA}7h/`>3|8&3@n(rdb0+_#_HMvDFL$S?`i,_sXhd$M,QS``isC4H:Tl;Z&>f2K,h&{/S<8wFHkQji" +
  "/s;R5PR2WpI3VO|b891gsbE@xM]@i^R(fGUKaD-%Gvu<S5?[QOgeN%{}K3}VO8ESQ.[}D`;EK1-8G^?_<L3*PRf$,Ez[f2|kzPY}it2TQlI^Jv" +
  "t,i%b>}tknXn59S#'2k83^wDZL09^EKlWl8@/0}V'[jqjDs>@7W*CyA<L+HIO{u5YxaI|Xz9y->fK=W^VltZ)8b6CwCz:L@h2QYsIkTL9KXdtm" +
  "eo+|ICt{=XmO+uQ@yOy_Nb>jr81V}HylPnB=k953ji:du&E&yI8y2tZtW=%mB0wBr+dzCy~.n7y)Me-R+8{t*D,(x_13>y<tE`+>1<vnUe}.9*" +
  "*i@YT>3081xEy/>G,F`)k+*JoeOu>oOZ?mK'e,##R`~P7J:$D)p1(=sUlu:),|hPCScZO$yTx&*rZqV^[iYT98>s|vR2b+`3(Q;F+z1rHik,x0" +
  "B3PZCGGm(nCRYu7P&S10(DhV/_DDN/rD?U2b#%7Qph8*/T/l*Z64+D~8P7<3<5{M14=?ZG,YbE/'3<1,fcv]Gxi}xl[flD?#,_7c,~^=R=y|4Y" +
  "=7]Qky%cP5Wyd:`QP:-W+TtX^SO>m5x-sXD[:h2xYvwU8JgMHA*O2q])j/uLbXP)=gN*#+W3WG.~@9p#n~E`0BjO+jJ1Sv8=p<^-_}dr3Nq_W>" +
  "fQ4GK$B}Vk7US>{FjJC&';bw|nt.DOX4d63bIg/W@|XGl}i>&MihK93wP[VRh4gy#bHPHW4_e?Y#mkA9Y9/q*Uvi.V=g}#;1vY~CW7z&'fBG?z" +
  "Hs%3x^7fa3/V.4KS/z<S3J{jT/r}yG9hg#{h,Vov.%GNOls/k|Gq7I~+($cHj1YRz}^,)):N]&lvU{||3L-IK+R_=nLKaJ(g:,g#R[z3uH8C'k" +
  "@u_*^}1oZSmGgPNN%u1CM/1pH'7N=u:#.1LJN2BDG]b?<H9S0AV4L,p~bsdj?KB=+/4?;T*=;Qw_i?h`XLSw/wJuzd{d]ZB|et~o}`3dyQQ`h*" +
  "EN_Io`c2)8<zt0Mg`,6C++R``f-{*>7PG.''[tiJtZ~eO>89fP(7md=r=iE,h=yC$d}Db`ai-wK'f_jyc>].e:VV@d0gnh|xg>c?*4>}sGK62j" +
  "PcT=RJqdt#uqcM#Br~a[>CRw$cj(lPkER1--U8?-{Y4O-h=u#>NS'qgDR6:?Ua)R;L^-N5xNPM(1xg5GqZ//8WySZt~-K-`iWy&dSi5^^|eIOW" +
  "{-EYF4e:,#J&2LIAN>6mGqpb#lb^[7S'PI=ldxxaLq>WGgmd<W_=Y~uNXU87sCBFC`O5aDjN6Wi[5xH'<EDKj++An[Pc'uFR^E$OW)sYOlG4=U" +
  "gL49<SM(0XYU:JxDaNjNKFw>tJ<?u,-?Pl6ET(JQ]O'@?Bj&O%2w#4eRj&9NL%3$cg`.`3}QFMQ5>Xg}VX_o]$OIYNlp//Jg[xC(Xz8#:^WV<a" +
  "IhOLcgmJL^/VMCTPVGAX}V.t}y4DD$1OlhPY7{Eb&}1;v{PH(atmd]5Dc.[+*-Od='@q8ni16?I%n>*&xr;AD4[WY=t;`]G(~w$8BXG3_F:,*e" +
  ":w41+c#^Hjl1XLdm71iZO?M@@zG.&A_HGRewgdkk9?`hyUK~0l/#(X;[.v.|8RMZM}ykcr_5L@n(bCXufbhLk9+ZvHhqLEuQ~hy9$w4xW6AyXa" +
  "j-9yX:?<5YXl;^untu'_l<v/x&UZK_)O{g$P}Q7g|C_o:5}K<75`.H}/U|J$~vF2.rh_O^g6gkgOa0<)b43uA,4SJbX(jm~*=4^m2x;c8p~{jx" +
  "KK%fcu>69JOC|DIfY7oYW5mLtxi<^Mzf|zLD9P4*>,'u*I|B5o[.H84V6`W|Z|`bTG>6nWo&D`rrd+l-nh]azKS&zp=K;Q4bF$|E*f<S0JF><'" +
  "j6/_Z=[,dWi>2g'Gz.pM#hb~CogYoy<Yh39~(%Oh&eS}{-$?aDICoSl{#,h^XL<`4UDUSl*iGk|$cy{.a^30+{$JBsTo^s-UWiCnv6nYg&da@k" +
  "y;qc)_YmBu4gF~oIb=:&[M#j<+OfPwHLCe?3:xp9S:SRlYl*Q@l@F=2`r89^hbTR|A?wyOD*fU>;~p(R&tupx`)0>L$Z=k]N&85K3TrGf<34'R" +
  "g}G.[JHByFZ=>GBsoSL1]fdWtnibHT$O>,F5=E&K8dc:KQhW+'tVS@J5&M]=/y)o2>V@%p4xOwF+_j_V{9Rsu[wW<TeAJpo<w1d3b2,b&O1cH;" +
  "|8ZWUl[n(HIf#)DT%F>U9R<dGPnQUQr2Wkf4HOWWm6;LPLQmKzsr)#+>4eNOt~SSR1?`ze:_Hg/in$npm|>S):LXVM_usKN(LHWAhJ#)ebuc$`" +
  "r_2<.D*V_DE6X^?Q}{ZBr4QfbUCb9,]Qy.bQaUp-xfe)M&<^Lnes_?6P3`eB{~khk%L&e$JW${~MOX$=5^-VjPp?)VoMzN]Zgh90TB0Oa)Yf4." +
  "1OSq5aIS|]qzrI8_)ykF'sUR+%+*3}758;l=hpfLwiakwQRNMry~ZkI+^9+V>)st*)azD+~U;MX^'$FRcHNzab3v)n@dPrp&:}z:YTd3'1oHdD" +
  "YT{AOV7D_p<Z_q[Yzd7Z`c$4=EvUoG;wC#'#ZDXDlXf=Sp)ktV_=/iR3O0FrtX)AUQQ}v6gtF~guwN_,A|J,N7ll_t[N>wG*H>)Wx]ANGACRvV" +
  "d(#o?rm%'Gq$a?`j;I&#*IvLOWKLdasO'cS&5`Dfq(Y/(YMWb&Q-5AcQxYB]+li)>%N=Lz";
