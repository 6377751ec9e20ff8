// Made by scripts/build-kernel.mjs from libs/sigma/kernel. Do not edit.

/** Bytes of the byte engine as WebAssembly. */
export const kernelLength = 10951;
/** It, as pack.ts packs it. */
export const packedKernel =
  "~`Fk$U>J7Q0Jj@+F=}6QZDikX3Kf@zy=|qc1w@8tMlD|rw,EGDGe7kwinZWaM;4,4K8z2sT:1a7Gh#ppT80m}dm#A`v]?fd{ph6>m_S)ca_c^n" +
  "<0SSNxn}|vZ?D(^]3}iL#g|kEa']3C,Z.2u0O[~(}2u?6,XB/fueT);b^7bzf5xt0>{<nLi,V=)m&G?1Q1HiijbO7a3>OB@7:8FBsl,pZh_SJG" +
  "Hm,OxQ-<95WP]VID3,*A(VO@-4;AGua$:n3_cmG2eZTw~?#buB)g$gMC1nJ9<eWT00eo;S?MLvz%15-H'yTzBwE`aMZu/,YJ-m;KD8DK-(&`mr" +
  "cq5zvmG~,4<._t^UY>&eK:%e&tfY]m[c>2i{%YCBdc.:#}dOpZ}:pCYt`&MEJOb74%oR-|iTz?pIY6s_ii5N6tYw+K0rbB$:F=a]rc-;)^TmF|" +
  "=i`f(+2,/|a/y-pzo8;^Lk#@q*M@[Br/an|>M/f/:,C?M3$7bNFxKL~RYfN2alBwPnd~,C:0ohF_{9}MDp04ZTdK@GtzI;%F]N~=d`DSpO6uOM" +
  "s<n#=7GyWq8rZHA0wL}Yg)')[oT&^v+Zn#ORf,VX>dgB|)7.TE'iY41n5;lr#[$Tyk[mvQ76KrF|}gb6dF<li:)7*?:uJI~2W<LcAm:Q,oMS~{" +
  "hJ<4vSs'j4W;7UNijl:cm;^(+3R10|?'s/v|U~q;/{V0L*;3xy`{_3|~2nKwfKXl5dgzv-iFO3NAD@ZT,P-PCRsbbOS2BV6.FumS%qo1%>l')K" +
  "2[KD%5>g}-2HAUs]u1ruNxNd4zfzh_=33}j<D=]~$i#')T>YPPf[d]PL.,fY}s%?tyi}woY|;={I(dVCoe~q)1nTL9B9U>XchrmX|789_4X-UC" +
  "[8#~klT'xxX:zEJ;(3#Ms3+*D/9F'9_1Z1E2pK7v>9Y+Dc@T6nLHwn.t>`#XRC5yrsMR[`[iL0[hx;l^:@JJl&ZIG=1DL~1;MFn~2?nRafxla~" +
  "J]?v?z|gOzwNL_O6+T^.=nd&)DFmj~#A*wE^K&a:h=Guq`*`1GWc{v7ddCZU>C,IzCE(P_(h=(I#KBPlf.U_i<z/<FVGE>V;O)qXFe<-<i7F`I" +
  "guTcTp>1C5RjpxD-:ir4I'.PbK`r4o$dF/$0YiIDyfWMQbpB[B@#UxM*k1Fyy;mHCb02IdcY|5L'hVQj=I&J&YuG-UhGCo|8f>rdm{bTmb@GCs" +
  "FAybi7sB$RME;wX%19c+Cx--FB'3P8l:0D;]X,6@(+/sF^J@&V8fSd|UWG|a-v-$[Y%tZ|.+pD/J&Zbb7+Q%A[ry8|:rTz2xaX5qiZu:Xz)1S)" +
  "}EC2'Omjr;(C14^Vl+_zO][#75Xa8:Tj'`._+/LL6lJ{{&6wW-9*h7kS'wNiWqR#G'ZE,fX,T]hH3t*j^FUc&=J/7jkQN)d9Ul.s_fg86a*a6=" +
  "z/q@<Rx)5M8>o;u&cep$lyiTGi:,HB|Ii+:;Yr4QA|(#4)#Z]|AXjw775-s6'35)}SY]j,7&G?}j9Hk&bb#Dy8w`T2O/F&<=k0+AY-u?J2n+tW" +
  "%M<-0LhW>+^H{p}-wJ?OTI-.y#'@8IhHf/~Nz8q}qcFg:i>'N/&>SMONbffv4]H)qEZ]%VRE(7}iJH~o'ow')m;aX;qXurl'PqQ[TzlIhn{JRK" +
  "y.6XyW=|5dbYUU*4?J]S.YRxC6E)?f%mr@X(nAesEvvPb4GcVDppz#'*8)<b`uUO5.<j`l5905:Wi{<Tg0WGIS__^5[U,zJyAtv3lmq|1l/4}U" +
  "T:pgR@/%*f?s_1W/8VO0DvI5n'pa|).xub`e,NV-f*AxD'h?}H?b]hQc<_SwwR<CjD&CuN{vv&<?t{Lc:=%|FZN=gnlk5Hk3CV~z~TBEbM*B3;" +
  ":Hvy364wH2382,(YiN/%Ni_,Pg7aS3iA8{myDj;DSox@p<fCikyJ_#9Zkz3x&]7j)QlK;oVh`.==@P:Y,Bm0X6C0d.1'.k_(TNq-EqGJ&F$dB^" +
  "hEJe`P+|cY(1wU9|]a7,)]8l<+hC$lS/n@[3t3K_gs=et(?Fg:t;X:#v;YQA[beLelGW#A<nZEe~7RE{<REhTdFXHvm$aPT5lMK4xf/(*BKr}I" +
  "eUDzQ.Jm4Cr*XmPi#rV;=^:<g)`*<$)Z=|E9wBYwPqg25`Jq=bKQCJ[>*}*`P_3l(lzKwWtC8.g5oCG[n)4;wxtuIr7s)$;egq4K^(+PP7oO]J" +
  "#B;MQ6<$UY.jF}D%zpQ~'tr*x3L;]ekrcDc=hyu8(]>%'19aYDq`TfOqaDS&?YHgvcIwr~$Kd@G'x~6^)9em&=yV`5$apWv(RZ2}Tq6]DE*Y}Z" +
  "Xmr2FWFc)+rCL'?4'<U7Q0jDj0tfh+S1tr/+[anEIqDPK@Y/j=%syo;tfV[/)ST^]?QKgA4voAYh%9:s=JSt7NAv.}6Hi^[IfUQoF(TWsiH&*j" +
  "E$w3[`,eLY,MY]cXr0Y9f&Ou0rZ[^X$j%k;Z.+Eb~sk9S]v&jthP%8}zeOf$L{F>$z<84>IDtr<R2,HltSK*(8)G*zit%`d'tNnYw|Sno4gOK." +
  "Tqx;6?'+*HTZczg?$/x[^he'jKXfq_0S3UQ:wP&8v:$Jq0rg6=?As=,A=e=/LUq`+erR.KZrKHj4/%<-7C0}}{D,~B.zay4SI<#dI^fiulI,ei" +
  "A(m4`$=xdzZH'CO'LL,`]0S:@ePw}4=:)QU*jR<?GWeO.`1O1G'd%c,U2~]AGptyUy;}s6hrE8;G%6~R^|-%HyM8xj2i{F0u*[8@XQ[f)ZN>bw" +
  ",(=>q48E.@W1C],fD|oUyi'hgUmpuv'cmyaE5UAa&fc;*9w(EI8$Ihb1,&rX'=(huMG?hW''9G@G/;%|3QG}yqR$mt-[/nZ^XroA_KT+>JOzy?" +
  "W$DE0Ud3G)>Yuwb)&g[J>D?%|u)g=z%]ufofjzI@AOu859/u[dD^z6^Y|H=M]5Z$x''g,p).AMsn?y*ec}dCU#'{Y@Q9v7BFU&v~v*Xvt$OJ=C" +
  "H4I)o.Pf?1RWkBbMo#O[A>vb@u{[lT`{,u#&SQ[3D&&{'O_D$TRn/+g-+WUZzQD{q*QzHM)e-eL_#N`pM[EiG|5hF#v0o^h+r'H$7iZg^r|a$T" +
  ",wM}c9dCq0_E*'A&HjaAzHh{|kB]^g%/>4Tw7L:vX]F?(+b@d]m&yQzGo8bgR/`8IbXSwTC(-zJ#75Jh,(mpr#g/dcA3q'zyQdo}B)I(9nM}*i" +
  ";Bnw_*-k7<tSAUdV?A&&0=kiu>lC453~rrd:m@O.O]%VQ%,TIO_,%Pze:LW8f|k(dUCz8=T_*bJ_b?df-2)^y0FhMbu*CiuxPA_@Zpmdlebn,C" +
  "z&15[aDok*-9?wpJn`knTYSd.o247Rr89L|A@(Q.UV,I)RL_rpuf6RSMiW%1y*DtVcbdHVHD8D<g'#MHr*9TLzNnjKZ(BOr#SwH7<:3#OdPl[j" +
  "wr5S4qS*9s'AY#7=+>rAqtO@A}t#$h|D1?cex=gGf>yE|~qq)@Mi_QEyokh'j(Cz-}EF3GU'>uDa%hj30yZTK'~I`2J_+J?zaVRe@E*b9+'D0e" +
  "#6MyGwaPe%IR`Z$vZyq>,Ae;aO*Q`FKvVjP(;Jp&Jq6.HZil]^|6ysGbY/V#Cy&^JMH9{$;b`cer_c)}U@WB[GDw<M[+?Z]}{M2Uo>9O{gdr'u" +
  "%jmwKQ=HRc]D:C[u^eNnJ(aA|tDA~938&o)};~s^Ge|ic7l{oE<.;cWL'5B$uZg[|K'-J@uVw1c~:'2OWanulH2zG^ni:,&&,gc/z}9In;FN?," +
  "pN<l1_N{eTh_b,bEN,%3jzylo*gIwt_bBkR@ETQQKB)Pbg;^sdA,QR%RYP<XfNZN8|,K)=oNR(OEu6:J1-s1j*&*n=@s#=L5zMxLEkm/Mp]9~9" +
  "IFoNbXnB-a<].ulB78dZj/0QgbAp)5/=X>Kh5$nP(hCQGdWd8z+F,3OJQ?%Hl^jp<Pd[PHfHVKyiVl{},$1X;&..Whz0*]#_#:YeP:(lTf5tA=" +
  "BQ6m]Wb>khtMvemb#m:l8Sjdkm5-+]xZ#lu)/1S::82pz)jvC+wbT?q;`g6@[-D8B4`y)lo7(=MnU(mj@v)+H4FHuxC7dG:H,io,'&sg>Hau%8" +
  "]yv@O34Uy26*z&13Y$GN.8GP,*p8U[6N,1iXY>yhT'Y^}X_ul?n:GVb2[=n{Mfq*B(:j&)pWd[simGzA*]I{#oGjT<>p/U~c[zeLW,Pg8t2vaK" +
  "JQg3I1Bvg%36/J'5?v4I&B0z_L:YL|>zX|A$EP,B^oO;B21xo_{N3`d4.8'qGYgYj};hUi5y;3_7*ps.M9Lp:57[E&RA4#uJfX.mzuFGvBX]JH" +
  "[z*aM:Zs$S>E2~iVa''rR#SxlM'ypJ_]Eo{p,qy=E&rh{k2V+&wW]UinA,Mnk:50x1bkxFw1sz^h#q^_U2_-yhusfU)@D$~4z,h9S+gr&HG-Kb" +
  "IdBy02Li`W*WzFVf_4_<$'xTZUsp.ECbvFpMN*c)$rAQ:Ld31jM+GXef|aG<TeNVr,[5r^)f9I'h<S(NUC5m2fJKt*f]3MtB1U6t.nJLd%Khq$" +
  "yC@OQp>x|qM[|gAa`bs)j*l75j~IPPM.NvL*lKr4vD9xOqk_<2Sck;2:x^9Xj*MJv-@A}SI`;30'b-d7P%{AU3DJzn%h^Pyf;LK-Id#){ZFa7}" +
  "GCHb*wK(`e#Al@|MR6#V4)38NOZt1&sLZ{r+_h8F:Q-L:'8ua$Ljdm53DeiO/ZSktCIY<l)(~<m$D+c)%v~(qjzgJg-F#A@xwHfw+A'6($Yq5," +
  "D<RxG&'la?v$b^I6w_Lf[uZUcK:[7*WW+&leUmV,2w%_:o`}9ECg,PA*@o`gqaT26{vW7]GI{{&y.<(<96gEeEsi#@N&;dQ||S&n1B+fUEKUG," +
  "NP_[x'GberYV$',{J_/#(M$fHm-E#r5B1*Qo]#0nq$]Yh^i6_#h<nSB>(2dR=,Uxf>%RU]E5H-,M^WbYBxAhSsRCJSRih`_vo1&s8G(J})YboX" +
  "ZI^PSOY|$s,Gxjij9p|,p3JS%N|oYGMaf0*Ev6U+N{*4x[Wzc4r=]I#nUka8,8kIIO&ip=0My+[)'QIy8px<G6v.'av_ODNX_1iWDOj$Ff>W<L" +
  "ag0FOA)gjD&7}0fj1A6IjSo$TKMGUtK9*zWLw~=+:/(J)=@CPtM2dtg2lkB5Ug}FRAN2uZ`:k~+%#g.SK&-5qaZ$iS$p(9%=w+ivNdoFDA&w#3" +
  ";2*4bgvq:Ok:kywT~SKnk}$1E+A(&[7CKTHd**2(?DghzJm'K0NDP]6-wkFj,P~tMN25)*Uj[uNfN#Y}td0Y^c(f|t0jXe_brO1zXT6:/[R*`P" +
  "3r$ZrqXu2%-#Eb'22S}?,K8B)WRvRd|<x$D&M'7uYnMInXaZ0-Zn4Zm]^]]=Idb+ZMOTuhruerdRzfUib[xEPsGOJ7,/WxN3Z{)WXj^{,$DzOm" +
  "?O*nN,DsZj$.^`T8o<3li.o(Emf?9BwgiEc]H&sN}WrBBliG]+qvJWr$hDLT87;yGJ`={";
